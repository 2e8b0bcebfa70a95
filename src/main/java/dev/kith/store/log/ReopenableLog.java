package dev.kith.store.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be closed and opened again while others read it. After a write that failed, what
 * LevelDB has in memory and what is on disk may differ; after a compaction that failed it refuses
 * even to read.
 */
public final class ReopenableLog implements RecordLog {
    private final Path folder;
    private final Opener opener;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable RecordLog current;
    private volatile boolean failed;

    /** Opens it for the first time. */
    public ReopenableLog(Path folder, Opener opener) throws IOException {
        this.folder = folder;
        this.opener = opener;
        this.current = opener.open(folder);
    }

    /** Whether anything went wrong since it was opened. */
    public boolean failed() {
        return failed;
    }

    /** Opens it again where there is room; without, it is left as it is, to be read if it can. */
    public void reopen() throws IOException {
        opener.probe(folder);
        lock.writeLock().lock();
        try {
            closeCurrent();
            opener.suspect(folder);
            current = opener.open(folder);
            failed = false;
        } finally {
            lock.writeLock().unlock();
        }
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
            closeCurrent();
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
