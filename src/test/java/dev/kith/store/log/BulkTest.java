package dev.kith.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.store.log.salvage.SettingAside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise about much that comes at once: it is written fewer times, and all of it is there. */
class BulkTest {
    private static final int BUFFER = 32 << 10;
    private static final int BULK_BUFFER = 1 << 20;
    private static final int VALUES = 300;
    private static final int VALUE_BYTES = 2_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void keepsAllThatCameInOneTableWhereOtherwiseThereWouldBeMany() throws IOException {
        try (ReopenableLog log = open()) {
            put(log, 0, VALUES / 2);
            log.bulk(true);
            long before = tables();
            put(log, VALUES / 2, VALUES);

            log.bulk(false);

            assertThat(tables()).isLessThanOrEqualTo(before + 1);
            assertAll(log);
        }
        try (ReopenableLog log = open()) {
            assertAll(log);
        }
    }

    @Test
    void makesTablesAsAlwaysWhenItIsOver() throws IOException {
        try (ReopenableLog log = open()) {
            log.bulk(true);
            log.bulk(false);
            put(log, 0, VALUES);
            assertThat(journalBytes()).isLessThan(4L * BUFFER);
            assertAll(log);
        }
    }

    @Test
    void staysClosedOnceItIsClosed() throws IOException {
        ReopenableLog log = open();
        log.bulk(true);
        log.close();

        log.bulk(false);

        assertThatThrownBy(() -> log.get(key(0))).hasMessageContaining("closed");
        open().close(); // nobody else has it open
    }

    /** Opened as an agent opens it. */
    private ReopenableLog open() throws IOException {
        var opener =
                new SettingAside(
                        LevelRecordLog.opener(BUFFER, BULK_BUFFER), () -> Instant.EPOCH, _ -> {});
        return new ReopenableLog(folder.resolve("log"), opener);
    }

    private static void put(RecordLog log, int from, int until) throws IOException {
        for (int i = from; i < until; i++) {
            var batch = new LogBatch();
            batch.put(key(i), ByteBuffer.allocate(VALUE_BYTES).putInt(i).array());
            log.write(batch);
        }
    }

    private static void assertAll(RecordLog log) throws IOException {
        for (int i = 0; i < VALUES; i++) {
            assertThat(ByteBuffer.wrap(log.get(key(i)).orElseThrow()).getInt()).isEqualTo(i);
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private long tables() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".sst")).count();
        }
    }

    private long journalBytes() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
