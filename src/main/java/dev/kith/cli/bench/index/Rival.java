package dev.kith.cli.bench.index;

import dev.kith.vector.UnitVector;

/** An index of numbered vectors, asked for the nearest. Safe to ask from many threads. */
public interface Rival extends AutoCloseable {
    /**
     * The numbers of the nearest, best first.
     *
     * @param wanted how many
     * @param effort how many are looked at, at least {@code wanted}; more finds more
     */
    int[] nearest(UnitVector query, int wanted, int effort);

    /** Lets go of its files. */
    @Override
    void close();
}
