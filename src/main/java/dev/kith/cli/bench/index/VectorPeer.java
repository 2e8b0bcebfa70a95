package dev.kith.cli.bench.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Another program's index of vectors, found by {@link ServiceLoader}. */
public interface VectorPeer {
    /** In ratios, in snake case, such as {@code lancedb}. */
    String name();

    /** Whether it is asked over HTTP; otherwise in the process of whoever asks. */
    boolean overHttp();

    /**
     * Makes ready to build an index.
     *
     * @param folder a new one, for its files
     * @return empty where it is not installed
     */
    Optional<Index> open(Input input, Path folder);

    /** All that are on the class path. */
    static List<VectorPeer> all() {
        return ServiceLoader.load(VectorPeer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * What is compared, in files of 32-bit floats, little-endian, one vector after the other.
     *
     * @param vectors of length 1, numbered from 0
     * @param queries likewise
     * @param dimension components of each
     */
    record Input(Path vectors, Path queries, int dimension) {}

    /**
     * What queries found and how long each took.
     *
     * @param found the numbers of the nearest for each query, best first
     * @param seconds of each query
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asked(List<int[]> found, double[] seconds) {
        public Asked {
            if (found.size() != seconds.length) {
                throw new IllegalArgumentException(found.size() + " of " + seconds.length);
            }
        }
    }

    /** How it is. */
    record About(String what, long diskBytes, long residentBytes) {}

    /** An index of a peer. */
    interface Index extends AutoCloseable {
        /** Builds it and returns when it can be asked. */
        void build();

        /**
         * Asks so many queries, each when the one before has been answered.
         *
         * @param first number of the first query
         * @param wanted how many neighbours
         * @param effort how many are looked at, at least {@code wanted}; more finds more
         */
        Asked ask(int first, int count, int wanted, int effort);

        /** Its version and settings, and what it takes now; 0 where that is not known. */
        About about();

        @Override
        void close();
    }
}
