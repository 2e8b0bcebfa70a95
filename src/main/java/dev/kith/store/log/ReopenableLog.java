package dev.kith.store.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be closed and opened again while others read it. After a write that failed, what
 * LevelDB has in memory and what is on disk may differ; after a compaction that failed it refuses
 * even to read.
 */
public final class ReopenableLog implements RecordLog {
    /** Bytes that must be free: what is in memory becomes a table, beside the log it is in. */
    private static final long BULK_ROOM = 256L << 20;

    private final Path folder;
    private final Opener opener;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable RecordLog current;
    private @Nullable Rewrite rewrite;
    private boolean bulk;
    private boolean closed;
    private volatile boolean failed;

    /** Opens it for the first time. */
    public ReopenableLog(Path folder, Opener opener) throws IOException {
        this.folder = folder;
        this.opener = opener;
        this.current = opener.open(folder);
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Whether it is being written anew. */
    public boolean rewriting() {
        return rewrite != null;
    }

    /**
     * Writes some more of what counts into new files, which then take the place of these; so what
     * was deleted leaves the disk. Takes turns with writes and scans.
     *
     * @param left told the key of what is damaged and so left behind
     * @return whether the new files are in place
     */
    public boolean rewrite(long bytesMax, Consumer<byte[]> left) throws IOException {
        Rewrite now = rewrite != null ? rewrite : Rewrite.begin(folder, opener);
        rewrite = now;
        try {
            if (!now.step(opened(), bytesMax, left)) return false;
        } catch (IOException e) {
            abandon();
            throw e;
        }
        rewrite = null;
        exchange(
                () -> {
                    now.replace();
                    return opener.open(folder);
                },
                false);
        return true;
    }

    /** What goes on into new files. */
    @FunctionalInterface
    public interface Filling {
        /** Copies from the old to the new. */
        void copy(RecordLog old, RecordLog fresh) throws IOException;
    }

    /** Goes on with new files that hold what {@code filling} copies; the old ones are kept. */
    public void startOver(Path kept, Filling filling) throws IOException {
        abandon();
        var swap = new FolderSwap(folder);
        swap.clear();
        try (RecordLog fresh = opener.open(swap.next())) {
            filling.copy(opened(), fresh);
        }
        exchange(
                () -> {
                    swap.setAside(kept);
                    return opener.open(folder);
                },
                false);
    }

    private interface Opening {
        RecordLog open() throws IOException;
    }

    /** Closes what is open and goes on with another; where that fails, nobody can read. */
    private void exchange(Opening opening, boolean forMuch) throws IOException {
        lock.writeLock().lock();
        try {
            closeCurrent();
            current = opening.open();
            bulk = forMuch;
        } catch (IOException e) {
            failed = true;
            throw e;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void abandon() {
        Rewrite last = rewrite;
        rewrite = null;
        if (last != null) last.abandon();
    }

    /** Whether anything went wrong since it was opened. */
    public boolean failed() {
        return failed;
    }

    /** Opens it again where there is room; without, it is left as it is, to be read if it can. */
    public void reopen() throws IOException {
        opener.probe(folder);
        abandon();
        exchange(
                () -> {
                    opener.suspect(folder);
                    RecordLog good = opener.open(folder);
                    failed = false;
                    return good;
                },
                false);
    }

    /**
     * Gets ready for much that comes at once, or for as much as always again. Nothing happens where
     * the log has failed, is closed, or there is no room for what is not in tables yet.
     *
     * @throws IOException if the disk failed; the next {@link #reopen} makes it good
     */
    public void bulk(boolean on) throws IOException {
        if (bulk == on || failed || closed) return;
        if (Files.getFileStore(folder).getUsableSpace() < BULK_ROOM) return;
        exchange(() -> opener.again(folder, on), on);
    }

    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
        return reading(log -> log.get(key));
    }

    @Override
    public void write(LogBatch batch) throws IOException {
        boolean written = false;
        try {
            reading(log -> {
                log.write(batch);
                return Optional.empty();
            });
            written = true;
        } finally {
            if (!written) failed = true;
        }
        Rewrite now = rewrite;
        if (now != null && !now.mirror(batch)) abandon();
    }

    @Override
    public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
        reading(log -> {
            log.scan(from, until, visitor);
            return Optional.empty();
        });
    }

    private interface Use<T> {
        Optional<T> with(RecordLog log) throws IOException;
    }

    private <T> Optional<T> reading(Use<T> use) throws IOException {
        lock.readLock().lock();
        try {
            return use.with(opened());
        } catch (DamagedRecordException e) {
            throw e; // one value, and not the log
        } catch (IOException e) {
            failed = true;
            throw e;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            abandon();
            closeCurrent();
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeCurrent() {
        RecordLog last = current;
        current = null;
        if (last != null) last.close();
    }

    private RecordLog opened() throws IOException {
        RecordLog log = current;
        if (log == null) throw new IOException("the log in " + folder + " is closed");
        return log;
    }
}
