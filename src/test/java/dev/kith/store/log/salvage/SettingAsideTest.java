package dev.kith.store.log.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise about damaged databases (G7): a sound one is never touched; a damaged one is kept,
 * and what can be read of it goes on, each value as it was written last or not at all.
 */
class SettingAsideTest {
    private static final int BUFFER = 1 << 16;
    private static final int VALUES = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Path> told = new ArrayList<>();
    private final SettingAside opener =
            new SettingAside(LevelRecordLog.opener(BUFFER), () -> Instant.EPOCH, this::told);

    @Test
    void leavesASoundDatabaseAlone() throws IOException {
        Path log = filled();

        for (int i = 0; i < 3; i++) {
            opener.suspect(log);
            assertThat(countRight(log)).isEqualTo(VALUES);
        }

        assertThat(setAside()).isEmpty();
    }

    @Test
    void leavesAJournalThatBreaksOffToLevelDb() throws IOException {
        Path log = filled();
        Path journal = newest(log, ".log");
        byte[] bytes = Files.readAllBytes(journal);
        for (int cut = 0; cut < bytes.length; cut += 1009) {
            Files.write(journal, java.util.Arrays.copyOf(bytes, cut));
            assertThat(Examination.of(log, true)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 11, 15})
    void opensWithoutItsListOfFilesAndLosesNothing(int left) throws IOException {
        Path log = filled();
        Path current = log.resolve("CURRENT");
        Files.writeString(current, Files.readString(current).substring(0, left));

        assertThat(countRight(log)).isEqualTo(VALUES);

        assertThat(setAside()).hasSize(1);
        assertThat(countRight(log)).isEqualTo(VALUES);
        assertThat(setAside()).as("once").hasSize(1);
        assertThat(told).containsExactly(log);
    }

    @Test
    void goesOnWithoutATableThatIsGone() throws IOException {
        Path log = filled();
        long live = Manifest.read(log).orElseThrow().tables().iterator().next();
        Files.delete(log.resolve(String.format(java.util.Locale.ROOT, "%06d.sst", live)));

        int right = countRight(log);

        assertThat(right).isBetween(1, VALUES - 1);
        assertThat(setAside()).hasSize(1);
    }

    @Test
    void noticesWritesThatLevelDbWouldDropInSilence() throws IOException {
        Path log = filled();
        Path journal = newest(log, ".log");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 3] ^= 1;
        Files.write(journal, bytes);

        int right = countRight(log);

        assertThat(setAside()).hasSize(1);
        assertThat(right).as("all but one batch of 10").isBetween(VALUES - 10, VALUES);
    }

    @RepeatedTest(8)
    void neverBringsAWrongValueWhereverAByteIsFlipped(RepetitionInfo repetition)
            throws IOException {
        long seed = 70L + repetition.getCurrentRepetition();
        var random = new Random(seed);
        Path log = filled();
        List<Path> files;
        try (Stream<Path> all = Files.list(log)) {
            files = all.filter(file -> file.toFile().length() > 0).sorted().toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);

        opener.suspect(log);
        int right = countRight(log);

        assertThat(right)
                .as("seed %d, a byte of %s flipped", seed, file)
                .isGreaterThan(VALUES * 8 / 10);
    }

    @Test
    void endsASwapThatACrashInterrupted() throws IOException {
        Path log = filled();
        Files.move(log, log.resolveSibling("log.new"));

        assertThat(countRight(log)).isEqualTo(VALUES);
        assertThat(setAside()).isEmpty();
    }

    /** Every value written twice and a tenth deleted, so that the order of changes matters. */
    private Path filled() throws IOException {
        Path log = folder.resolve("log");
        try (RecordLog open = LevelRecordLog.open(log, BUFFER)) {
            for (int i = 0; i < VALUES; i += 10) {
                var first = new LogBatch();
                for (int j = i; j < i + 10; j++) first.put(key(j), value(j, "old"));
                first.put(key(VALUES + i), value(i, "gone"));
                open.write(first);
                var second = new LogBatch();
                for (int j = i; j < i + 10; j++) second.put(key(j), value(j, "new"));
                second.delete(key(VALUES + i));
                open.write(second);
            }
        }
        return log;
    }

    private void told(Path log) {
        assertThat(log.resolve("CURRENT")).as("before it is moved").exists();
        told.add(log);
    }

    private int countRight(Path log) throws IOException {
        int right = 0;
        try (RecordLog open = opener.open(log)) {
            for (int i = 0; i < VALUES; i++) {
                Optional<byte[]> value = read(open, key(i));
                if (value.isEmpty()) continue;
                String text = new String(value.get(), StandardCharsets.UTF_8);
                if (text.equals(new String(value(i, "new"), StandardCharsets.UTF_8))) right++;
                else assertThat(text).startsWith("old " + i + " ");
            }
        }
        return right;
    }

    private static Optional<byte[]> read(RecordLog log, byte[] key) {
        try {
            return log.get(key);
        } catch (IOException _) {
            return Optional.empty(); // found to be damaged
        }
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().contains("log.damaged-")).toList();
        }
    }

    private static Path newest(Path log, String ending) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static byte[] key(int i) {
        return ("key-" + i).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(int i, String word) {
        return (word + " " + i + " " + "x".repeat(700)).getBytes(StandardCharsets.UTF_8);
    }
}
