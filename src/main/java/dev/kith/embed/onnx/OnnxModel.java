package dev.kith.embed.onnx;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtEnvironment;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.Lent;
import dev.kith.embed.ModelUnavailableException;
import dev.kith.embed.profile.Instructions;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.embed.profile.Natives;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sentence model on DJL and ONNX Runtime: one session, so many predictors, each used by one
 * thread at a time and computing on that thread alone.
 */
public final class OnnxModel implements EmbeddingModel {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);
    private static final String ENGINE = "OnnxRuntime";

    /** Computed once a predictor when the model opens: loads what a first run loads. */
    private static final String WARM_UP = "The quick brown fox jumps over the lazy dog.";

    private static final Map<String, String> ONE_THREAD =
            Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

    private final ModelIdentity identity;
    private final String instructions = Instructions.here();
    private final Loaded loaded;
    private final ModelTokenizer counter;
    private final Lent<Predictor<String, float[]>> idle;

    /** What must be freed in the end. */
    private record Loaded(
            Model model, HuggingFaceTokenizer tokens, List<Predictor<String, float[]>> predictors)
            implements AutoCloseable {
        @Override
        public void close() {
            predictors.forEach(Predictor::close);
            model.close();
            tokens.close();
        }
    }

    private OnnxModel(ModelIdentity identity, Loaded loaded, ModelTokenizer counter) {
        this.identity = identity;
        this.loaded = loaded;
        this.counter = counter;
        this.idle = new Lent<>(loaded.predictors());
    }

    /**
     * Loads the model and runs it once on every predictor.
     *
     * @param cache Kith's cache folder, where models and native libraries are unpacked
     * @param predictors texts that may be computed at the same time, at least 1
     * @throws IllegalArgumentException if the files are no sentence model, naming the file
     * @throws UncheckedIOException if the disk fails
     */
    public static OnnxModel open(ModelProfile profile, Path cache, int predictors) {
        ModelFiles files = ModelFiles.prepare(profile, cache);
        Natives.prepareOnnxRuntime(cache);
        Engine.getEngine(ENGINE); // before anything else touches ONNX Runtime
        Loaded loaded = load(profile, files, predictors);
        try {
            int dimension = warmUp(profile, loaded);
            var opened =
                    new OnnxModel(
                            files.identity(profile, dimension),
                            loaded,
                            ModelTokenizer.open(files.tokenizer()));
            LOG.info(
                    "{} ({}) on {}, {}, {} predictors",
                    profile.name(),
                    opened.identity.fingerprint(),
                    opened.engine(),
                    opened.instructions,
                    predictors);
            return opened;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    private static Loaded load(ModelProfile profile, ModelFiles files, int predictors) {
        HuggingFaceTokenizer tokens =
                ModelTokenizer.cutting(files.tokenizer(), profile.tokensMax());
        Model model = Model.newInstance(profile.name(), Device.cpu(), ENGINE);
        try {
            model.load(
                    files.model().getParent(), files.model().getFileName().toString(), ONE_THREAD);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.model(), e);
        } catch (MalformedModelException e) {
            throw new IllegalArgumentException(files.model() + " is not a model", e);
        }
        List<String> inputs = model.describeInput().keys();
        if (!TextTranslator.KNOWN_INPUTS.containsAll(inputs)) {
            throw new IllegalArgumentException(
                    files.model()
                            + " wants the inputs "
                            + inputs
                            + "; only these are known: "
                            + TextTranslator.KNOWN_INPUTS);
        }
        var translator = new TextTranslator(tokens, inputs, profile.pooling());
        var all = new ArrayList<Predictor<String, float[]>>();
        for (int i = 0; i < predictors; i++) all.add(model.newPredictor(translator));
        return new Loaded(model, tokens, List.copyOf(all));
    }

    private static int warmUp(ModelProfile profile, Loaded loaded) {
        int dimension = 0;
        for (var predictor : loaded.predictors()) dimension = run(predictor, WARM_UP).length;
        if (profile.dimension() != 0 && profile.dimension() != dimension) {
            throw new IllegalArgumentException(
                    profile.name()
                            + " gives "
                            + dimension
                            + " components, not the dimension "
                            + profile.dimension());
        }
        return dimension;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public UnitVector passage(String text) {
        return embed(identity.passagePrefix() + text);
    }

    @Override
    public UnitVector query(String text) {
        return embed(identity.queryPrefix() + text);
    }

    @Override
    public String engine() {
        return "onnxruntime-" + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public String instructions() {
        return instructions;
    }

    @Override
    public ModelTokenizer tokenizer() {
        return counter;
    }

    private UnitVector embed(String text) {
        Predictor<String, float[]> predictor = idle.take();
        try {
            return UnitVector.of(run(predictor, text));
        } catch (IllegalArgumentException e) {
            throw new ModelUnavailableException("the model gave no direction for a text", e);
        } finally {
            idle.giveBack(predictor);
        }
    }

    private static float[] run(Predictor<String, float[]> predictor, String text) {
        try {
            return predictor.predict(text);
        } catch (TranslateException | EngineException e) {
            throw new ModelUnavailableException("the model failed on a text", e);
        }
    }

    @Override
    public void close() {
        idle.close();
        loaded.close();
        counter.close();
    }
}
