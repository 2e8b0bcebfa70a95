package dev.kith.cli.bench.engine;

import dev.kith.embed.profile.ModelProfile;
import java.util.List;
import java.util.Optional;

/** Another program's way from texts to vectors, found by {@link java.util.ServiceLoader}. */
public interface EmbeddingPeer {
    /** In ratios, in snake case, such as {@code langchain4j_int8}. */
    String name();

    /**
     * Makes ready to embed with the same model file.
     *
     * @param profile what Kith uses
     * @param tokensMax tokens of a text that are seen, special ones included
     * @return empty where it cannot do this
     */
    Optional<Embedding> open(ModelProfile profile, int tokensMax);

    /** A peer that is ready. */
    interface Embedding extends AutoCloseable {
        /** Embeds all texts as its users would, on all cores. */
        void run(List<String> texts);

        @Override
        void close();
    }
}
