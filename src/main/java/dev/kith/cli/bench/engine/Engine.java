package dev.kith.cli.bench.engine;

import dev.kith.cli.archive.CacheFolder;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.engine.Engines;
import dev.kith.embed.profile.EngineChoice;
import dev.kith.embed.profile.ModelProfile;
import java.util.Map;

/**
 * The model that is measured, as an agent of this machine would open it: a predictor for each core.
 *
 * @param predictors texts computed at the same time
 */
public record Engine(EmbeddingModel model, int predictors) implements AutoCloseable {

    /**
     * Opens it.
     *
     * @param environment the process's, for the folder where models are unpacked
     */
    public static Engine open(ModelProfile profile, Map<String, String> environment) {
        int predictors = Runtime.getRuntime().availableProcessors();
        return new Engine(
                Engines.open(
                        EngineChoice.AUTO, profile, CacheFolder.usual(environment), predictors),
                predictors);
    }

    /** Says what it is. */
    public void describe(Findings findings) {
        findings.engine(model.engine(), model.instructions());
        findings.figure("model", model.identity().name());
        findings.figure("numeric_class", model.identity().numericClass());
        findings.figure("predictors", predictors);
    }

    @Override
    public void close() {
        model.close();
    }
}
