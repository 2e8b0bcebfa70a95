package dev.kith.store.host;

import dev.kith.store.StoreSetup;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.feed.IndexPump;
import dev.kith.store.level.Claim;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.sync.SyncSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The open files of one partition, and what answers from them. */
public final class PartitionFiles {
    private final StoreSetup setup;
    private final StoreFolder folder;
    private final PartitionLog log;
    private final AtomicBoolean setAside;
    private final IndexPump index;
    private final Reads reads;
    private final Searches searches;
    private final SyncSource source;

    private PartitionFiles(
            int partition,
            StoreSetup setup,
            StoreFolder folder,
            PartitionLog log,
            AtomicBoolean setAside) {
        int bytesMax = setup.settings().messageBytesMax();
        String agent = setup.agent().did();
        this.setup = setup;
        this.folder = folder;
        this.log = log;
        this.setAside = setAside;
        this.index =
                new IndexPump(
                        folder.index(),
                        log,
                        setup.indexes(),
                        setup.executors().index(),
                        setup.settings().indexCommitChanges());
        this.reads = new Reads(partition, agent, folder, log, bytesMax);
        this.searches = new Searches(partition, agent, log);
        this.source = new SyncSource(agent, log, bytesMax);
    }

    /**
     * Opens what is on disk, or makes it; blocks. The index is opened later, on its own threads.
     *
     * @param setAside set by {@code logs} when a damaged database was set aside
     */
    public static PartitionFiles open(
            int partition, StoreSetup setup, RecordLog.Opener logs, AtomicBoolean setAside)
            throws IOException {
        StoreFolder folder = StoreFolder.of(setup.folder(), partition);
        folder.prepare();
        PartitionLog log =
                PartitionLog.open(
                        folder.log(), logs, setup.settings().endedKeptMax(), setup.clock());
        var files = new PartitionFiles(partition, setup, folder, log, setAside);
        setAside.set(false); // the index is not open yet, and its files are gone
        files.noteSetAside();
        if (!folder.setAside().isEmpty()) log.defects().markAll();
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

    /** Opens the database again if it ails; what was set aside then makes this copy lack it. */
    void heal() throws IOException {
        log.heal();
        boolean anew = setAside.getAndSet(false);
        noteSetAside();
        if (anew) {
            log.defects().markAll();
            index.damaged("its database was set aside");
        } else {
            index.changed();
        }
    }

    /** Whether {@link #heal} has something to do. */
    boolean ails() {
        return log.ails() || setAside.get();
    }

    /** A copy made of what could be read of a damaged one is never taken for whole. */
    private void noteSetAside() throws IOException {
        if (folder.setAside().isEmpty() || log.claim().kind() == Claim.Kind.LACKING) return;
        log.claim(Claim.LACKING);
    }

    /**
     * Keeps only what came since this copy was level with another last; the rest stays beside it.
     */
    void startOver() throws IOException {
        Path kept = folder.apart(setup.clock().instant());
        if (log.upkeep().startOver(kept)) index.damaged("what it was made from begins anew");
    }

    StoreFolder folder() {
        return folder;
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
