package dev.kith.store.quorum;

import java.util.function.IntSupplier;

/**
 * How a network's documents are spread.
 *
 * @param partitions slices of all documents, fixed for the network's life
 * @param copies wanted of each, R
 * @param liveStoreAgents how many agents that store are here and reachable now
 * @param knownStoreAgents the same with those that cannot be reached, but still belong to it
 */
public record Shape(
        int partitions, int copies, IntSupplier liveStoreAgents, IntSupplier knownStoreAgents) {
    public Shape {
        if (partitions < 1) throw new IllegalArgumentException("partitions: " + partitions);
        if (copies < 1) throw new IllegalArgumentException("copies: " + copies);
    }

    /** A shape in which whoever belongs to it can be reached. */
    public Shape(int partitions, int copies, IntSupplier liveStoreAgents) {
        this(partitions, copies, liveStoreAgents, liveStoreAgents);
    }

    /** How many agents that store are here and reachable now. */
    public int live() {
        return liveStoreAgents.getAsInt();
    }

    /** R_eff = min(R, live store agents), but never less than 1. */
    public int copiesNow() {
        return Math.max(1, Math.min(copies, live()));
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

    /**
     * How many copies of a partition have doors: as long as an agent is only unreachable its copy
     * keeps its door there, and the others, whichever they are, keep theirs.
     */
    public int doors() {
        return Math.max(copiesNow(), Math.min(copies, knownStoreAgents.getAsInt()));
    }
}
