package dev.kith.store.log.salvage;

import dev.kith.store.log.Checksums;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whatever can be read of a damaged database into another. Memory stays bounded: what is
 * found is sorted out on disk, where the newest change of each key wins.
 */
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
    private static final int BATCH_BYTES = 1 << 20;

    private static final byte[] FIRST = {};
    private static final byte[] AFTER_LAST = {(byte) 0xff};

    private final RecordLog sorting;
    private LogBatch batch = new LogBatch();
    private long bytes;
    private boolean failed;

    private Salvage(RecordLog sorting) {
        this.sorting = sorting;
    }

    /**
     * Copies what can be read.
     *
     * @param sorting an empty log to work in; it is of no use afterwards
     * @param into an empty log
     * @return how many values were copied
     */
    static long copy(Path folder, RecordLog sorting, RecordLog into) throws IOException {
        var salvage = new Salvage(sorting);
        salvage.collect(folder);
        return salvage.handOver(into);
    }

    private void collect(Path folder) throws IOException {
        Optional<Manifest> manifest = Manifest.read(folder);
        for (DatabaseFiles.Numbered file : DatabaseFiles.in(folder)) {
            if (manifest.isPresent() && !counts(file, manifest.get())) continue;
            try {
                read(file);
            } catch (IOException e) {
                if (failed) throw e;
                LOG.warn("{} cannot be read to its end; what was read of it counts", file, e);
            }
        }
        flush();
    }

    private static boolean counts(DatabaseFiles.Numbered file, Manifest manifest) {
        return file.table()
                ? manifest.tables().contains(file.number())
                : file.number() >= manifest.journalMin();
    }

    private void read(DatabaseFiles.Numbered file) throws IOException {
        if (file.table()) {
            Table.open(file.path()).read(this::take);
        } else {
            Journal.read(file.path(), record -> Entry.ofBatch(record, this::take));
        }
    }

    private void take(Entry entry) throws IOException {
        Optional<byte[]> value =
                entry.framed().flatMap(framed -> Checksums.unframe(entry.key(), framed));
        if (entry.framed().isPresent() && value.isEmpty()) return;
        try {
            Optional<Optional<byte[]>> staged = batch.find(entry.key());
            Optional<byte[]> known = staged.isPresent() ? staged.get() : sorting.get(entry.key());
            if (known.isPresent() && sequence(known.get()) >= entry.sequence()) return;
            byte[] next = encode(entry.sequence(), value);
            batch.put(entry.key(), next);
            bytes += entry.key().length + next.length;
            if (bytes > BATCH_BYTES) flush();
        } catch (IOException e) {
            failed = true; // where we write, and not where we read
            throw e;
        }
    }

    private void flush() throws IOException {
        if (!batch.isEmpty()) sorting.write(batch);
        batch = new LogBatch();
        bytes = 0;
    }

    private long handOver(RecordLog into) throws IOException {
        long[] count = {0};
        var out = new LogBatch[] {new LogBatch()};
        long[] size = {0};
        sorting.scan(
                FIRST,
                AFTER_LAST,
                (key, found) -> {
                    Optional<byte[]> value = found.flatMap(Salvage::value);
                    if (value.isEmpty()) return true;
                    out[0].put(key, value.get());
                    count[0]++;
                    size[0] += key.length + value.get().length;
                    if (size[0] > BATCH_BYTES) {
                        into.write(out[0]);
                        out[0] = new LogBatch();
                        size[0] = 0;
                    }
                    return true;
                });
        if (!out[0].isEmpty()) into.write(out[0]);
        return count[0];
    }

    private static byte[] encode(long sequence, Optional<byte[]> value) {
        byte[] body = value.orElse(new byte[0]);
        return ByteBuffer.allocate(Long.BYTES + 1 + body.length)
                .putLong(sequence)
                .put((byte) (value.isPresent() ? 1 : 0))
                .put(body)
                .array();
    }

    private static long sequence(byte[] encoded) {
        return ByteBuffer.wrap(encoded).getLong();
    }

    private static Optional<byte[]> value(byte[] encoded) {
        return encoded[Long.BYTES] == 0
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(encoded, Long.BYTES + 1, encoded.length));
    }
}
