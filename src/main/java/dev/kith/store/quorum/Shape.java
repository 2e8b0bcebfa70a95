package dev.kith.store.quorum;

import java.util.function.IntSupplier;

/**
 * How a network's documents are spread.
 *
 * @param partitions slices of all documents, fixed for the network's life
 * @param copies wanted of each, R
 * @param liveStoreAgents how many agents that store are here and reachable now
 */
public record Shape(int partitions, int copies, IntSupplier liveStoreAgents) {
    public Shape {
        if (partitions < 1) throw new IllegalArgumentException("partitions: " + partitions);
        if (copies < 1) throw new IllegalArgumentException("copies: " + copies);
    }

    /** R_eff = min(R, live store agents), but never less than 1. */
    public int copiesNow() {
        return Math.max(1, Math.min(copies, liveStoreAgents.getAsInt()));
    }

    /**
     * How many agents have to be read so that one of them has synced whatever was acknowledged:
     * R_eff - W + 1.
     *
     * @param synced how many agents sync a write where there are so many, W
     */
    public int readsNeeded(int synced) {
        int now = copiesNow();
        return now - Math.min(synced, now) + 1;
    }
}
