package dev.kith.store;

import dev.kith.model.CopyId;

/** Finds the entity of a copy, wherever it lives: the one thing of sharding that storing needs. */
@FunctionalInterface
public interface StorageDoor {
    /** Sends, at most once and without waiting. */
    void tell(CopyId copy, Storage.Command command);
}
