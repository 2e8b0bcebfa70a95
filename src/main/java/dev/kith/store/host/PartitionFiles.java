package dev.kith.store.host;

import dev.kith.store.StoreSetup;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.feed.IndexPump;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.sync.SyncSource;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The open files of one partition, and what answers from them. */
public final class PartitionFiles {
    private final StoreSetup setup;
    private final StoreFolder folder;
    private final PartitionLog log;
    private final IndexPump index;
    private final Reads reads;
    private final Searches searches;
    private final SyncSource source;

    private PartitionFiles(int partition, StoreSetup setup, StoreFolder folder, PartitionLog log) {
        int bytesMax = setup.settings().messageBytesMax();
        String agent = setup.agent().did();
        this.setup = setup;
        this.folder = folder;
        this.log = log;
        this.index =
                new IndexPump(
                        folder.index(),
                        log,
                        setup.indexes(),
                        setup.executors().index(),
                        setup.settings().indexCommitChanges());
        this.reads = new Reads(partition, agent, log, bytesMax);
        this.searches = new Searches(partition, agent, log);
        this.source = new SyncSource(agent, log, bytesMax);
    }

    /**
     * Opens what is on disk, or makes it; blocks. The index is opened later, on its own threads.
     */
    public static PartitionFiles open(int partition, StoreSetup setup, RecordLog.Opener logs)
            throws IOException {
        StoreFolder folder = StoreFolder.of(setup.folder(), partition);
        folder.prepare();
        PartitionLog log = PartitionLog.open(folder.log(), logs, setup.settings().endedKeptMax());
        var files = new PartitionFiles(partition, setup, folder, log);
        files.index.changed();
        return files;
    }

    /** The record. */
    public PartitionLog log() {
        return log;
    }

    /** Bytes on disk; blocks. */
    public long bytes() throws IOException {
        return DiskGauge.bytes(folder.folder());
    }

    /** Syncs the index, then closes everything. */
    public CompletionStage<Void> close() {
        return index.close()
                .thenCompose(_ -> CompletableFuture.runAsync(log::close, setup.executors().disk()));
    }

    IndexPump index() {
        return index;
    }

    Reads reads() {
        return reads;
    }

    Searches searches() {
        return searches;
    }

    SyncSource source() {
        return source;
    }
}
