package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.Version;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.log.Frames;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One agent's disk: what was synced stays, what was only written goes with the power. Every process
 * that opens a database on it gets a handle of its own, which fails once that process is dead. A
 * database is where its folder is: a file in there has its number, and is moved along.
 */
final class Disk {
    private static final long SYNC_LATE = 2_000;
    private static final int ENDED_MAX = 100;

    private static final String NUMBER = "number";

    private static final class Database {
        private final TreeMap<byte[], byte[]> synced = new TreeMap<>(Arrays::compareUnsigned);
        private final TreeMap<byte[], byte[]> written = new TreeMap<>(Arrays::compareUnsigned);
    }

    private final List<Database> databases = new ArrayList<>();
    private Database used = new Database();
    private Map<DocumentKey, Version> indexed = Map.of();
    private long indexSequence = -1;
    private final boolean lies;
    private @Nullable PartitionLog opened;

    /** An empty one; one that lies says that it has synced what it syncs only later. */
    Disk(boolean lies) {
        this.lies = lies;
    }

    /** A handle that works while its process is alive. */
    RecordLog open(Path folder, BooleanSupplier alive) throws IOException {
        Path number = folder.resolve(NUMBER);
        if (!Files.exists(number)) {
            Files.createDirectories(folder);
            Files.writeString(number, String.valueOf(databases.size()));
            databases.add(new Database());
        }
        Database database = databases.get(Integer.parseInt(Files.readString(number)));
        if (folder.endsWith("log")) {
            used = database;
            opened = null;
        }
        return new Handle(alive, this, database);
    }

    /** What would be left if the power went now. */
    PartitionLog synced(Path folder) throws IOException {
        PartitionLog known = opened;
        if (known != null) return known;
        var copy = new Disk(false);
        var database = new Database();
        database.written.putAll(used.synced);
        known =
                PartitionLog.open(
                        folder,
                        _ -> new Handle(() -> true, copy, database),
                        ENDED_MAX,
                        InstantSource.system());
        opened = known;
        return known;
    }

    /** The power goes: only what was synced is left. */
    void losePower() {
        for (Database database : databases) {
            database.written.clear();
            database.written.putAll(database.synced);
        }
    }

    /** Changes one byte of the entry at a place in the order of keys, if there is one. */
    boolean damage(int place) {
        var written = used.written;
        if (written.isEmpty()) return false;
        var entry = List.copyOf(written.entrySet()).get(Math.floorMod(place, written.size()));
        byte[] key = entry.getKey();
        byte[] value = entry.getValue().clone();
        value[value.length / 2] ^= 0x20;
        written.put(key, value);
        used.synced.put(key, value);
        opened = null;
        return true;
    }

    long indexSequence() {
        return indexSequence;
    }

    Map<DocumentKey, Version> indexed() {
        return indexed;
    }

    void saveIndex(long sequence, Map<DocumentKey, Version> entries) {
        indexSequence = sequence;
        indexed = new HashMap<>(entries);
    }

    private record Handle(BooleanSupplier alive, Disk disk, Database database)
            implements RecordLog {

        @Override
        public Optional<byte[]> get(byte[] key) throws IOException {
            byte[] framed = database().written.get(key);
            if (framed == null) return Optional.empty();
            Optional<byte[]> value = Frames.unframe(key, framed);
            if (value.isEmpty()) throw new DamagedRecordException("an entry");
            return value;
        }

        @Override
        public void write(LogBatch batch) throws IOException {
            if (!alive.getAsBoolean()) throw new IOException("the process is dead");
            apply(batch, database.written);
            if (disk.lies) Turns.ONLY.after(SYNC_LATE, () -> apply(batch, database.synced));
            else apply(batch, database.synced);
        }

        private void apply(LogBatch batch, TreeMap<byte[], byte[]> entries) {
            disk.opened = null;
            for (Map.Entry<byte[], Optional<byte[]>> change : batch.changes().entrySet()) {
                byte[] key = change.getKey();
                change.getValue()
                        .ifPresentOrElse(
                                value -> entries.put(key, Frames.frame(key, value)),
                                () -> entries.remove(key));
            }
        }

        @Override
        public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
            List<Map.Entry<byte[], byte[]>> found =
                    List.copyOf(database().written.subMap(from, until).entrySet());
            for (var entry : found) {
                byte[] key = entry.getKey();
                if (!visitor.visit(key, Frames.unframe(key, entry.getValue()))) return;
            }
        }

        @Override
        public void close() {}
    }
}
