package dev.kith.cli.bench.engine;

import dev.kith.embed.profile.ModelProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Another program's way from texts to vectors, found by {@link ServiceLoader}. */
public interface EmbeddingPeer {
    /** In ratios, in snake case, such as {@code langchain4j_int8}. */
    String name();

    /**
     * Makes ready to embed with the profile's model.
     *
     * @return empty where it cannot do this
     */
    Optional<Embedding> open(ModelProfile profile);

    /** All that are on the class path and can do it. */
    static List<Embedding> all(ModelProfile profile) {
        List<Embedding> ready = new ArrayList<>();
        for (EmbeddingPeer peer : ServiceLoader.load(EmbeddingPeer.class)) {
            peer.open(profile).ifPresent(ready::add);
        }
        return ready;
    }

    /** A peer that is ready. */
    interface Embedding extends AutoCloseable {
        /** The peer's. */
        String name();

        /** Tokens of a text that it sees, special ones included. */
        int tokensMax();

        /** Embeds all texts as its users would, on all cores, and forgets the vectors. */
        void embed(List<String> texts);

        /** Embeds all texts and puts them into a new store of its own, ready to be searched. */
        void ingest(List<String> texts);

        @Override
        void close();
    }
}
