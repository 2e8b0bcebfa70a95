package dev.kith.store.feed;

import dev.kith.store.index.DamagedIndexException;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.FolderSwap;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@link IndexFeed} of one partition on the index threads, one run at a time: opens the
 * index or makes it anew, applies what changed, and tells who waits to search. An index that fails
 * is closed, and opened again with the next run.
 */
public final class IndexPump {
    private static final Logger LOG = LoggerFactory.getLogger(IndexPump.class);

    private record Waiter(long sequence, CompletableFuture<PartitionIndex> done) {}

    private final IndexFolder folder;
    private final PartitionLog log;
    private final Executor executor;
    private final int commitChanges;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // Guarded by this.
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean running;
    private boolean again;
    private boolean commitAsked;
    private boolean closing;
    private long visible = -1;
    private int visibleOf;
    private boolean damaged;
    private boolean expungeAsked;

    // Only touched by the one run.
    private @Nullable IndexFeed feed;
    private boolean committed;
    private boolean tidied;
    private long sureUpTo = Long.MAX_VALUE;
    private volatile @Nullable PartitionIndex index;
    private volatile boolean rebuilding;

    /**
     * Nothing is opened yet.
     *
     * @param folder where the index is
     * @param commitChanges documents after which it is synced at once
     */
    public IndexPump(
            Path folder,
            PartitionLog log,
            IndexOpener opener,
            Executor executor,
            int commitChanges) {
        this.folder = new IndexFolder(folder, opener);
        this.log = log;
        this.executor = executor;
        this.commitChanges = commitChanges;
    }

    /** Something visible changed; it is applied soon. */
    public synchronized void changed() {
        start();
    }

    /** Syncs the index soon, or tidies it where nothing was applied since the last time. */
    public synchronized void commit() {
        commitAsked = true;
        start();
    }

    /** Deleted passages are to leave the disk soon. */
    public synchronized void expunge() {
        expungeAsked = true;
        start();
    }

    /** It was found to be wrong: it is thrown away and built again. */
    public synchronized void damaged(String why) {
        if (damaged || closing) return;
        LOG.error(
                "the index in {} is built again: {}. It is derived and loses nothing; if this goes"
                        + " on, check the disk",
                folder.folder(),
                why);
        damaged = true;
        start();
    }

    /** Whether it is being built again, and so much that searches had better go elsewhere. */
    public boolean rebuilding() {
        return rebuilding;
    }

    /** The index, once it shows all changes up to a sequence; fails if the index does. */
    public synchronized CompletionStage<PartitionIndex> showing(long sequence) {
        PartitionIndex open = index;
        boolean same = visibleOf == log.openings();
        if (open != null && visible >= sequence && same && !closing) {
            return CompletableFuture.completedStage(open);
        }
        var done = new CompletableFuture<PartitionIndex>();
        waiters.add(new Waiter(sequence, done));
        start();
        return done;
    }

    /** Syncs and closes the index. */
    public synchronized CompletionStage<Void> close() {
        closing = true;
        start();
        return closed;
    }

    private void start() {
        again = true;
        if (running) return;
        running = true;
        executor.execute(this::run);
    }

    private void run() {
        while (true) {
            List<Waiter> served;
            boolean anew;
            boolean expunge;
            boolean commit;
            boolean last;
            synchronized (this) {
                if (!again) {
                    running = false;
                    return;
                }
                again = false;
                served = List.copyOf(waiters);
                waiters.clear();
                anew = damaged;
                damaged = false;
                expunge = expungeAsked;
                expungeAsked = false;
                commit = commitAsked;
                commitAsked = false;
                last = closing;
            }
            try {
                if (anew) discard();
                serve(served, commit || last || expunge, expunge);
                if (commit && !last) rest();
            } catch (IOException | RuntimeException e) {
                fail(served, e);
            }
            if (last) finish();
        }
    }

    private void serve(List<Waiter> served, boolean commit, boolean expunge) throws IOException {
        int openings = log.openings();
        IndexFeed open = feed();
        long sequence = log.sequence();
        open.applyUpTo(sequence);
        if (!served.isEmpty()) {
            open.refresh();
            synchronized (this) {
                visible = sequence;
                visibleOf = openings;
            }
            PartitionIndex current = index;
            for (Waiter waiter : served) {
                if (current != null) waiter.done().complete(current);
            }
        }
        if (expunge) open.expunge();
        if (commit || open.uncommitted() >= commitChanges) {
            committed |= !open.quiet();
            open.commit();
        }
    }

    /** Tidies once after a commit, so that a disk which refuses is not asked again and again. */
    private void rest() {
        IndexFeed open = feed;
        if (committed) {
            committed = false;
            tidied = false;
        } else if (!tidied && open != null) {
            tidied = true;
            open.tidy();
        }
    }

    /**
     * What it has applied and the record has lost since would never be noticed once other changes
     * have the same numbers; so that is looked at first.
     */
    private IndexFeed feed() throws IOException {
        sureUpTo = Math.min(sureUpTo, log.takeReopened());
        if (feed != null && !feed.isOf(sureUpTo)) {
            LOG.warn(
                    "the record beside {} has lost its last changes; the index is made anew, and"
                            + " other copies bring the record up to date. If this goes on, check"
                            + " the disk",
                    folder.folder());
            discard();
        }
        IndexFeed open = feed;
        if (open == null) open = openFeed();
        sureUpTo = Long.MAX_VALUE;
        return open;
    }

    private IndexFeed openFeed() throws IOException {
        IndexFeed open;
        PartitionIndex found = folder.open();
        Optional<IndexFeed> resumed = IndexFeed.resume(log, found, sureUpTo);
        if (resumed.isPresent()) {
            open = resumed.get();
        } else {
            if (found.committedSequence() >= 0) {
                found.close();
                found = folder.anew();
            }
            open = rebuild(found);
        }
        index = found;
        feed = open;
        return open;
    }

    private IndexFeed rebuild(PartitionIndex fresh) throws IOException {
        rebuilding = log.standing().documents() > commitChanges;
        try {
            return IndexFeed.rebuild(log, fresh);
        } finally {
            rebuilding = false;
        }
    }

    private void discard() throws IOException {
        closeIndex();
        FolderSwap.delete(folder.folder());
    }

    private void fail(List<Waiter> served, Exception cause) {
        LOG.error("the index in {} failed; it is opened again", folder.folder(), cause);
        for (Waiter waiter : served) waiter.done().completeExceptionally(cause);
        closeIndex();
        if (cause instanceof DamagedIndexException || cause instanceof LostChangeException) {
            synchronized (this) {
                damaged = true;
            }
        }
    }

    private void finish() {
        closeIndex();
        List<Waiter> left;
        synchronized (this) {
            left = List.copyOf(waiters);
            waiters.clear();
        }
        var gone = new IllegalStateException("the partition is closed");
        for (Waiter waiter : left) waiter.done().completeExceptionally(gone);
        closed.complete(null);
    }

    private void closeIndex() {
        PartitionIndex open = index;
        index = null;
        feed = null;
        synchronized (this) {
            visible = -1;
        }
        if (open == null) return;
        try {
            open.close();
        } catch (RuntimeException e) {
            LOG.warn("closing the index in {} failed; it is derived and loses nothing", folder, e);
        }
    }
}
