package dev.kith.node.lasting;

import dev.kith.chunk.TokenCounter;
import dev.kith.embed.EmbedderSettings;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.onnx.OnnxModel;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.Capability;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The embedding model and its tokenizer, as far as an agent's capabilities need them: an embedder
 * runs the model, a chunker counts by its tokenizer.
 */
public record Models(Optional<EmbeddingPool> pool, Optional<ModelTokenizer> tokenizer)
        implements AutoCloseable {

    /** Makes embedding models. */
    @FunctionalInterface
    public interface Engine {
        /** The one that Kith ships with. */
        Engine ONNX =
                (settings, cache, predictors) ->
                        OnnxModel.open(settings.profile(), cache, predictors);

        /**
         * Opens a model; blocking.
         *
         * @param cache folder of models
         * @param predictors how many threads will use it
         */
        EmbeddingModel open(EmbedderSettings settings, Path cache, int predictors);
    }

    /**
     * Loads what is needed; blocking, for about a second.
     *
     * @param coresMax most texts embedded at once; 0 for what {@code settings} say
     * @param engine makes the model
     */
    public static Models load(
            EmbedderSettings settings,
            int coresMax,
            Set<Capability> offered,
            Path cache,
            Engine engine) {
        Optional<EmbeddingPool> pool = Optional.empty();
        if (offered.contains(Capability.EMBED)) {
            int wanted = settings.predictorsHere();
            int predictors = coresMax > 0 ? Math.min(wanted, coresMax) : wanted;
            pool =
                    Optional.of(
                            EmbeddingPool.start(
                                    engine.open(settings, cache, predictors),
                                    predictors,
                                    settings.inFlightMax(),
                                    Thread.ofPlatform().daemon().name("kith-embed-", 0).factory(),
                                    InstantSource.system()));
        }
        Optional<ModelTokenizer> tokenizer =
                offered.contains(Capability.CHUNK)
                        ? Optional.of(ModelTokenizer.open(settings.profile(), cache))
                        : Optional.empty();
        return new Models(pool, tokenizer);
    }

    /** The tokenizer as the chunker counts with it. */
    public static TokenCounter counter(ModelTokenizer tokenizer) {
        return new TokenCounter() {
            @Override
            public int count(String text) {
                return tokenizer.count(text);
            }

            @Override
            public int[] starts(String text) {
                return tokenizer.tokenStarts(text);
            }
        };
    }

    /** Drains what runs; native code must not be running when the process ends. */
    @Override
    public void close() {
        pool.ifPresent(running -> {
            running.close();
            running.model().close();
        });
        tokenizer.ifPresent(ModelTokenizer::close);
    }
}
