package dev.kith.store;

import dev.kith.model.CopyId;

/** Finds the entity of a copy, wherever it lives: the one thing of sharding that storing needs. */
@FunctionalInterface
public interface StorageDoor {
    /** Sends, at most once and without waiting. */
    void tell(CopyId copy, Storage.Command command);

    /** How far away a copy is: the nearest are read first. */
    default Distance distance(CopyId copy) {
        return Distance.NEAR;
    }

    /** Where a copy is, as far as is known; nearest first. */
    enum Distance {
        /** On this agent. */
        HERE,
        /** On another agent that is reached, or where is not known. */
        NEAR,
        /** On an agent that cannot be reached now. */
        AWAY
    }
}
