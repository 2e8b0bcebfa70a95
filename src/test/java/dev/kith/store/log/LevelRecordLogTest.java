package dev.kith.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.file.Syncs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written can be read, whatever LevelDB does with its tables meanwhile. */
class LevelRecordLogTest {
    private static final int KEYS = 4_000;
    private static final int VALUE_BYTES = 2_000;

    @TempDir Path folder;

    /** A table may be compacted and deleted between its being chosen and its being opened. */
    @Test
    void readsWhileTablesAreCompacted() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (RecordLog log = LevelRecordLog.open(folder, 64 << 10)) {
            var written = new AtomicInteger();
            var reading =
                    CompletableFuture.supplyAsync(() -> readUntil(log, written, new Random(seed)));
            byte[] value = new byte[VALUE_BYTES];
            for (int i = 0; i < KEYS; i++) {
                var batch = new LogBatch();
                ByteBuffer.wrap(value).putInt(i);
                batch.put(key(new Random(i).nextInt()), value.clone());
                log.write(batch);
                written.set(i + 1);
            }
            assertThat(reading.join()).isPositive();
        }
    }

    /** Or nothing at all would open after a loss of power. */
    @Test
    void syncsTheNameOfItsListOfTables() throws Exception {
        List<Path> synced =
                Syncs.during(() -> {
                    LevelRecordLog.open(folder, 64 << 10).close();
                    return "";
                });

        assertThat(synced).containsSubsequence(folder.resolve("CURRENT"), folder);
    }

    private static int readUntil(RecordLog log, AtomicInteger written, Random random) {
        int reads = 0;
        while (written.get() < KEYS) {
            if (written.get() == 0) continue;
            int one = random.nextInt(written.get());
            try {
                Optional<byte[]> value = log.get(key(new Random(one).nextInt()));
                assertThat(value).as("key %s", one).isPresent();
            } catch (IOException e) {
                throw new AssertionError("read " + reads + " failed", e);
            }
            reads++;
        }
        return reads;
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
