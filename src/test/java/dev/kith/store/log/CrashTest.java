package dev.kith.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.store.Documents;
import dev.kith.store.StoreWrite;
import dev.kith.store.partition.PartitionLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of a sync (G1, G7): what was acknowledged is there after the process was killed at
 * any instant, no document is there by half, and no damaged byte is served.
 */
class CrashTest {
    private static final int BUFFER = 1 << 16;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @RepeatedTest(3)
    void keepsWhatWasAcknowledgedWhenTheProcessIsKilled(RepetitionInfo repetition)
            throws Exception {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashWriter.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int last = 0;
        int enough = 20 * repetition.getCurrentRepetition();
        try (BufferedReader acknowledged = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = acknowledged.readLine();
                    line != null;
                    line = acknowledged.readLine()) {
                last = Integer.parseInt(line);
                if (last >= enough) break;
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }

        assertThat(last).as("the writer wrote").isGreaterThanOrEqualTo(enough);
        try (PartitionLog log = open(folder)) {
            for (int i = 1; i <= last; i++) assertWhole(log, "doc-" + i, i);
            assertThat(log.standing().holes()).isZero();
        }
    }

    @Test
    void isNeverHalfWrittenWhereverTheLogBreaksOff() throws IOException {
        var acknowledgedAt = new TreeMap<Long, Integer>();
        try (PartitionLog log = open(folder.resolve("first"))) {
            for (int i = 1; i <= 12; i++) {
                log.apply(Documents.whole("doc-" + i, i));
                acknowledgedAt.put(Files.size(file(folder.resolve("first"), ".log")), i);
            }
            long size = acknowledgedAt.lastKey();
            for (long length = 0; length <= size; length += 397) {
                Path copy = copy(folder.resolve("first"), folder.resolve("cut-" + length));
                try (var cut = new RandomAccessFile(file(copy, ".log").toFile(), "rw")) {
                    cut.setLength(length);
                }
                var known = acknowledgedAt.floorEntry(length);
                assertPrefix(copy, known == null ? 0 : known.getValue());
            }
        }
    }

    @Test
    void servesNoDamagedByte() throws IOException {
        Path whole = folder.resolve("whole");
        try (PartitionLog log = open(whole)) {
            for (int i = 1; i <= 40; i++) log.apply(Documents.whole("doc-" + i, i));
        }
        open(whole).close(); // moves what is in the log into a table
        var random = new Random(7);
        int served = 0;
        for (int round = 0; round < 30; round++) {
            Path copy = copy(whole, folder.resolve("flip-" + round));
            Path table = file(copy, ".sst");
            byte[] bytes = Files.readAllBytes(table);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(table, bytes);
            served += countRight(copy);
        }
        assertThat(served).as("documents served of 30 x 40").isGreaterThan(30 * 40 * 8 / 10);
    }

    private static int countRight(Path copy) {
        int right = 0;
        try (PartitionLog log = open(copy)) {
            for (int i = 1; i <= 40; i++) {
                if (isRight(log, "doc-" + i, i)) right++;
            }
        } catch (IOException _) {
            return right; // refused as a whole: nothing is served
        }
        return right;
    }

    private static boolean isRight(PartitionLog log, String id, int version) {
        try {
            Optional<DocumentRecord> visible = log.reader().dossier(Documents.key(id)).visible();
            if (visible.isEmpty()) return false;
            assertThat(visible).contains(Documents.committed(id, version));
            var segment = log.reader().segment(Documents.key(id), Documents.version(version), 1);
            if (segment.isEmpty()) return false;
            assertThat(segment).contains(Documents.segments(id, version).get(1));
            return true;
        } catch (IOException _) {
            return false; // found to be damaged
        }
    }

    private static void assertPrefix(Path copy, int known) throws IOException {
        try (PartitionLog log = open(copy)) {
            for (int i = 1; i <= 12; i++) {
                boolean there =
                        log.reader().dossier(Documents.key("doc-" + i)).newest().isPresent();
                if (i <= known) assertThat(there).isTrue();
                if (there) assertWhole(log, "doc-" + i, i);
            }
        }
    }

    private static void assertWhole(PartitionLog log, String id, int version) throws IOException {
        assertThat(log.reader().dossier(Documents.key(id)).visible())
                .as(id)
                .contains(Documents.committed(id, version));
        for (int i = 0; i < 2; i++) {
            assertThat(log.reader().segment(Documents.key(id), Documents.version(version), i))
                    .contains(Documents.segments(id, version).get(i));
        }
    }

    static PartitionLog open(Path folder) throws IOException {
        return PartitionLog.open(
                folder, path -> LevelRecordLog.open(path, BUFFER), 8, InstantSource.system());
    }

    private static Path file(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(from)) {
            all.forEach(files::add);
        }
        for (Path file : files) Files.copy(file, to.resolve(file.getFileName().toString()));
        return to;
    }

    /** Makes documents visible one after the other, and says each number once it is synced. */
    static final class CrashWriter {
        private CrashWriter() {}

        public static void main(String[] arguments) throws IOException {
            PartitionLog log = open(Path.of(arguments[0]));
            try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
                for (int i = 1; i < 100_000; i++) {
                    for (StoreWrite write : Documents.whole("doc-" + i, i)) {
                        log.apply(List.of(write));
                    }
                    out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
