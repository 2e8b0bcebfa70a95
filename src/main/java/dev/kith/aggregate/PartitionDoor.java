package dev.kith.aggregate;

import dev.kith.model.CopyId;
import dev.kith.wire.PartitionSearch;

/** Reaches the copies of all partitions; safe from any thread. */
public interface PartitionDoor {

    /** How many partitions the network has. */
    int partitions();

    /** How many copies a partition has at present, at least 1. */
    int copiesNow();

    /** Whether this copy is on this very agent. */
    boolean local(CopyId copy);

    /** Asks a copy; it answers, or is silent. */
    void tell(CopyId copy, PartitionSearch question);
}
