package dev.kith.store.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be closed and opened again while others read it: after a write that failed, what
 * LevelDB has in memory and what is on disk may differ.
 */
public final class ReopenableLog implements RecordLog {
    private final Path folder;
    private final Opener opener;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable RecordLog current;

    /** Opens it for the first time. */
    public ReopenableLog(Path folder, Opener opener) throws IOException {
        this.folder = folder;
        this.opener = opener;
        this.current = opener.open(folder);
    }

    /** Closes it and opens it again; if that fails, it stays closed until the next attempt. */
    public void reopen() throws IOException {
        lock.writeLock().lock();
        try {
            closeCurrent();
            current = opener.open(folder);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
        lock.readLock().lock();
        try {
            return opened().get(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void write(LogBatch batch) throws IOException {
        lock.readLock().lock();
        try {
            opened().write(batch);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
        lock.readLock().lock();
        try {
            opened().scan(from, until, visitor);
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
