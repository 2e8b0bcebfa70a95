package dev.kith.embed.engine;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.onednn.OneDnnModel;
import dev.kith.embed.onednn.dnnl.DnnlException;
import dev.kith.embed.onnx.OnnxModel;
import dev.kith.embed.profile.EngineChoice;
import dev.kith.embed.profile.Instructions;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.Natives;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a model on an engine of this machine. */
public final class Engines {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final String FULL = "full";
    private static final String AMX = "amx_bf16";

    private final ModelProfile profile;
    private final Path cache;
    private final int predictors;

    private Engines(ModelProfile profile, Path cache, int predictors) {
        this.profile = profile;
        this.cache = cache;
        this.predictors = predictors;
    }

    /**
     * Loads the model; blocking.
     *
     * @param cache Kith's cache folder, where models and native libraries are unpacked
     * @param predictors texts that may be computed at the same time, at least 1
     * @throws IllegalArgumentException if the files are no sentence model, naming the file, or the
     *     engine that was asked for cannot run it here, saying why
     * @throws java.io.UncheckedIOException if the disk fails
     */
    public static EmbeddingModel open(
            EngineChoice choice, ModelProfile profile, Path cache, int predictors) {
        var engines = new Engines(profile, cache, predictors);
        return switch (choice) {
            case ONNX_RUNTIME -> engines.onnx(predictors);
            case AUTO -> engines.fastest();
            case ONE_DNN -> engines.oneDnn();
        };
    }

    private EmbeddingModel fastest() {
        if (!profile.numericClass().equals(FULL)) return onnx(predictors);
        try {
            return oneDnn();
        } catch (IllegalArgumentException e) {
            LOG.info("ONNX Runtime is used: {}", e.getMessage());
            return onnx(predictors);
        }
    }

    private EmbeddingModel onnx(int texts) {
        return OnnxModel.open(profile, cache, texts);
    }

    private EmbeddingModel oneDnn() {
        obstacle().ifPresent(Engines::refuse);
        ModelFiles files = ModelFiles.prepare(profile, cache);
        Natives.OneDnn natives = Natives.prepareOneDnn(cache);
        var trials = new Trials(natives.folder());
        if (trials.areDeadly()) {
            refuse(
                    "oneDNN has ended Kith's process on this machine; to try it again, delete the"
                            + " files trial-* in "
                            + trials.folder());
        }
        try (var _ = trials.begin()) {
            return tested(OneDnnModel.open(profile, files, natives, predictors), files);
        } catch (DnnlException | LinkageError | IllegalCallerException e) {
            throw new IllegalArgumentException("oneDNN does not work here: " + e, e);
        }
    }

    /** Why there is no need to try. */
    private Optional<String> obstacle() {
        if (!profile.numericClass().equals(FULL)) {
            return Optional.of(
                    "oneDNN runs models of the numeric class full, and this one is of "
                            + profile.numericClass());
        }
        return Instructions.has(AMX)
                ? Optional.empty()
                : Optional.of("oneDNN is faster only where the processor has " + AMX);
    }

    private EmbeddingModel tested(EmbeddingModel model, ModelFiles files) {
        try {
            SelfTest.beside(files.model()).fault(model, () -> onnx(1)).ifPresent(Engines::refuse);
            return model;
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static void refuse(String why) {
        throw new IllegalArgumentException(why);
    }
}
