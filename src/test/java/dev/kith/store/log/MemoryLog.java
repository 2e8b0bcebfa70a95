package dev.kith.store.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A log in memory that survives closing and can be told to fail. */
public final class MemoryLog implements RecordLog {
    /** What is on the disk. */
    public static final class Disk {
        public final ConcurrentSkipListMap<byte[], byte[]> entries =
                new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
        public volatile boolean full;
        public final AtomicInteger opened = new AtomicInteger();
        public final AtomicInteger writes = new AtomicInteger();

        /** Opens it again and again. */
        public RecordLog open() throws IOException {
            if (full) throw new IOException("No space left on device");
            opened.incrementAndGet();
            return new MemoryLog(this);
        }

        /** As it is now, for whoever opens it after a crash. */
        public Disk copy() {
            var copy = new Disk();
            copy.entries.putAll(entries);
            return copy;
        }
    }

    private final Disk disk;

    private MemoryLog(Disk disk) {
        this.disk = disk;
    }

    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
        byte[] framed = disk.entries.get(key);
        if (framed == null) return Optional.empty();
        Optional<byte[]> value = Checksums.unframe(key, framed);
        if (value.isEmpty()) throw new DamagedRecordException("an entry");
        return value;
    }

    @Override
    public void write(LogBatch batch) throws IOException {
        if (disk.full) throw new IOException("No space left on device");
        var next = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        for (Map.Entry<byte[], Optional<byte[]>> change : batch.changes().entrySet()) {
            byte[] key = change.getKey();
            change.getValue()
                    .ifPresentOrElse(
                            value -> next.put(key, Checksums.frame(key, value)),
                            () -> disk.entries.remove(key));
        }
        disk.entries.putAll(next);
        disk.writes.incrementAndGet();
    }

    @Override
    public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
        for (var entry : disk.entries.subMap(from, until).entrySet()) {
            byte[] key = entry.getKey();
            if (!visitor.visit(key, Checksums.unframe(key, entry.getValue()))) return;
        }
    }

    @Override
    public void close() {}
}
