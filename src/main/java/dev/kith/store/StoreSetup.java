package dev.kith.store;

import dev.kith.model.AgentId;
import dev.kith.store.feed.IndexOpener;
import dev.kith.store.log.RecordLog;
import dev.kith.store.quorum.Shape;
import dev.kith.wire.Envelopes;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What storing needs of the agent it runs in.
 *
 * @param agent who we are
 * @param folder where the partitions' folders are: {@code <data>/store}
 * @param settings limits and times
 * @param shape partitions and copies
 * @param executors threads to block on
 * @param envelopes opens sealed settlements
 * @param doors finds the other copies
 * @param waker wakes tasks of pending documents
 * @param logs opens the database of a partition
 * @param indexes opens the search index of a partition
 * @param clock wall time, for the age of pending documents
 */
public record StoreSetup(
        AgentId agent,
        Path folder,
        StoreSettings settings,
        Shape shape,
        StoreExecutors executors,
        Envelopes envelopes,
        StorageDoor doors,
        TaskWaker waker,
        RecordLog.Opener logs,
        IndexOpener indexes,
        InstantSource clock) {}
