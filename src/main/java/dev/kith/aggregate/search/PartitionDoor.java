package dev.kith.aggregate.search;

import dev.kith.model.CopyId;
import dev.kith.wire.PartitionSearch;

/** Reaches the copies of all partitions; safe from any thread. */
public interface PartitionDoor {

    /** How many partitions the network has. */
    int partitions();

    /** How many copies a partition may have doors for at present, at least 1. */
    int copies();

    /** Whether this copy is on this very agent. */
    boolean local(CopyId copy);

    /** Whether this copy was last seen on an agent that cannot be reached now. */
    boolean away(CopyId copy);

    /** Asks a copy; it answers, or is silent. */
    void tell(CopyId copy, PartitionSearch question);
}
