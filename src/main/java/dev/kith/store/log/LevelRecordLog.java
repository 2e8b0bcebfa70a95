package dev.kith.store.log;

import dev.kith.file.Folders;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.jspecify.annotations.Nullable;

/**
 * LevelDB in pure Java. Uses only what was found to hold: get, synced batches, forward iteration
 * while nothing is written. Never snapshots (wrong after a compaction), {@code compactRange} or
 * reverse iteration (both throw). LevelDB's own block checksums are off, because one bad block
 * would end a whole scan; ours find the one value that is wrong.
 */
public final class LevelRecordLog implements RecordLog {
    private static final WriteOptions SYNCED = new WriteOptions().sync(true);
    private static final int FILES_OPEN_MAX = 110;

    /** A compaction takes much longer than a read, so one more is enough nearly always. */
    private static final int READS_MAX = 8;

    /** Opening writes what is in the log into tables, and one more of each file. */
    private static final int PROBE_BUFFERS = 3;

    private final Path folder;
    private final DB database;

    private LevelRecordLog(Path folder, DB database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * Opens databases.
     *
     * @param writeBuffer bytes collected in memory before a table is written; twice that is used
     */
    public static Opener opener(int writeBuffer) {
        return opener(writeBuffer, writeBuffer);
    }

    /**
     * Opens databases.
     *
     * @param writeBuffer bytes collected in memory before a table is written; twice that is used
     * @param bulkBuffer the same while much comes at once
     */
    public static Opener opener(int writeBuffer, int bulkBuffer) {
        return new LevelOpener(writeBuffer, bulkBuffer);
    }

    private record LevelOpener(int buffer, int bulkBuffer) implements Opener {
        @Override
        public RecordLog open(Path folder) throws IOException {
            return LevelRecordLog.open(folder, buffer);
        }

        @Override
        public RecordLog again(Path folder, boolean bulk) throws IOException {
            RecordLog log = LevelRecordLog.open(folder, bulkBuffer);
            if (bulk) return log;
            // Opening has made one table of what was in memory; small ones would be merged at once.
            log.close();
            return LevelRecordLog.open(folder, buffer);
        }

        @Override
        public void probe(Path folder) throws IOException {
            Path file = folder.resolveSibling("PROBE"); // the folder may be away
            try {
                Files.write(file, new byte[PROBE_BUFFERS * buffer]);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Opens the database in a folder, which is made where it is missing.
     *
     * @param writeBuffer bytes collected in memory before a table is written; twice that is used
     */
    public static LevelRecordLog open(Path folder, int writeBuffer) throws IOException {
        // On a full disk, writing through mapped memory kills the JVM instead of failing.
        System.setProperty("leveldb.mmap", "false");
        Files.createDirectories(folder);
        Options options =
                new Options()
                        .createIfMissing(true)
                        .writeBufferSize(writeBuffer)
                        .maxOpenFiles(FILES_OPEN_MAX)
                        .compressionType(CompressionType.NONE)
                        .verifyChecksums(false);
        DB database;
        try {
            database = Iq80DBFactory.factory.open(folder.toFile(), options);
        } catch (RuntimeException e) {
            throw new IOException("cannot open the database in " + folder, e);
        }
        var log = new LevelRecordLog(folder, database);
        try {
            syncNames(folder);
        } catch (IOException e) {
            log.close();
            throw e;
        }
        return log;
    }

    /**
     * LevelDB syncs what it writes but not the file that names its list of tables; after a loss of
     * power that file could be cut short, and then nothing at all would open.
     */
    private static void syncNames(Path folder) throws IOException {
        Path current = folder.resolve("CURRENT");
        try (FileChannel channel = FileChannel.open(current, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Folders.sync(folder);
    }

    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
        byte[] framed = read(key);
        if (framed == null) return Optional.empty();
        Optional<byte[]> value = Checksums.unframe(key, framed);
        if (value.isEmpty()) throw new DamagedRecordException(key, folder);
        return value;
    }

    /**
     * LevelDB looks for a key in the tables that were current when it began, without holding them:
     * a compaction may have deleted one by then. What was in it is in the current ones.
     */
    private byte @Nullable [] read(byte[] key) throws IOException {
        RuntimeException last = null;
        for (int i = 0; i < READS_MAX; i++) {
            try {
                return database.get(key);
            } catch (RuntimeException e) {
                last = e;
                if (!isTableGone(e)) break;
            }
        }
        throw new IOException("cannot read the database in " + folder, last);
    }

    private static boolean isTableGone(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof FileNotFoundException
                                || cause instanceof NoSuchFileException);
    }

    @Override
    public void write(LogBatch batch) throws IOException {
        try (WriteBatch updates = database.createWriteBatch()) {
            for (Map.Entry<byte[], Optional<byte[]>> change : batch.changes().entrySet()) {
                byte[] key = change.getKey();
                if (change.getValue().isEmpty()) updates.delete(key);
                else updates.put(key, Checksums.frame(key, change.getValue().get()));
            }
            database.write(updates, SYNCED);
        } catch (RuntimeException e) {
            throw new IOException("cannot write the database in " + folder, e);
        }
    }

    @Override
    public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
        try (DBIterator entries = database.iterator()) {
            entries.seek(from);
            while (entries.hasNext()) {
                Map.Entry<byte[], byte[]> entry = entries.next();
                byte[] key = entry.getKey();
                if (Arrays.compareUnsigned(key, until) >= 0) return;
                if (!visitor.visit(key, Checksums.unframe(key, entry.getValue()))) return;
            }
        } catch (RuntimeException e) {
            throw new IOException("cannot scan the database in " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (IOException | RuntimeException e) {
            // Everything acknowledged is synced already; the next opening recovers from the log.
            org.slf4j.LoggerFactory.getLogger(LevelRecordLog.class)
                    .warn("closing the database in {} failed", folder, e);
        }
    }
}
