package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.wire.PartitionSearch.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The index's promise to the record it is derived from: what was committed is there after any end,
 * what was not is not, and damage is said instead of answered from.
 */
class DurabilityTest {
    @TempDir Path folder;

    @Test
    void isNewWithoutACommit() {
        try (PartitionIndex index = open()) {
            assertThat(index.committedSequence()).isEqualTo(-1);
            index.put(Fixture.document(Fixture.key("notes", "a"), 1), passages("larch"));
        }
        try (PartitionIndex index = open()) {
            assertThat(index.committedSequence()).isEqualTo(-1);
            assertThat(count(index, "larch")).isZero();
        }
    }

    @Test
    void losesOnlyWhatWasNotCommitted() {
        try (PartitionIndex index = open()) {
            index.put(Fixture.document(Fixture.key("notes", "a"), 1), passages("larch"));
            index.put(Fixture.document(Fixture.key("notes", "b"), 1), passages("maple"));
            index.commit(41);
            assertThat(index.committedSequence()).isEqualTo(41);
            index.remove(Fixture.key("notes", "a"));
            index.put(Fixture.document(Fixture.key("notes", "c"), 1), passages("larch"));
            index.refresh();
            assertThat(count(index, "larch")).isEqualTo(1);
        }
        try (PartitionIndex index = open()) {
            assertThat(index.committedSequence()).isEqualTo(41);
            assertThat(count(index, "larch")).isEqualTo(1);
            assertThat(count(index, "maple")).isEqualTo(1);
        }
    }

    @Test
    void opensFilesThatAKilledProcessLeft() throws IOException {
        Path killed = folder.resolve("killed");
        try (PartitionIndex index = open()) {
            index.put(Fixture.document(Fixture.key("notes", "a"), 1), passages("larch"));
            index.commit(5);
            index.put(Fixture.document(Fixture.key("notes", "b"), 1), passages("larch"));
            index.refresh(); // its segment is on disk, but in no commit
            Files.createDirectory(killed);
            for (Path file : files()) Files.copy(file, killed.resolve(file.getFileName()));
        }
        try (PartitionIndex index = LucenePartitionIndex.open(killed, Fixture.SETTINGS)) {
            assertThat(index.committedSequence()).isEqualTo(5);
            assertThat(count(index, "larch")).isEqualTo(1);
        }
    }

    @Test
    void remembersASequenceWithoutNewDocuments() {
        try (PartitionIndex index = open()) {
            index.commit(1);
            index.commit(2);
        }
        try (PartitionIndex index = open()) {
            assertThat(index.committedSequence()).isEqualTo(2);
        }
    }

    @Test
    void showsNothingBeforeARefreshAndAllAfter() {
        try (PartitionIndex index = open()) {
            index.put(Fixture.document(Fixture.key("notes", "a"), 1), passages("larch"));
            assertThat(count(index, "larch")).isZero();
            index.refresh();
            index.refresh();
            assertThat(count(index, "larch")).isEqualTo(1);
            index.put(Fixture.document(Fixture.key("notes", "a"), 2), List.of());
            index.refresh();
            assertThat(count(index, "larch")).isZero();
        }
    }

    @Test
    void saysThatAFileIsDamagedWhicheverItIs() throws IOException {
        try (PartitionIndex index = open()) {
            index.put(Fixture.document(Fixture.key("notes", "a"), 1), passages("larch"));
            index.commit(1);
        }
        for (Path file : files()) {
            if (file.getFileName().toString().equals("write.lock")) continue;
            byte[] sound = Files.readAllBytes(file);
            byte[] flipped = sound.clone();
            flipped[flipped.length / 2] ^= 0x10;

            Files.write(file, flipped);
            assertThatExceptionOfType(DamagedIndexException.class)
                    .as("%s", file)
                    .isThrownBy(this::open)
                    .withMessageContaining(folder.toString());

            Files.write(file, Arrays.copyOf(sound, sound.length / 2));
            assertThatExceptionOfType(DamagedIndexException.class)
                    .as("%s", file)
                    .isThrownBy(this::open);
            Files.write(file, sound);
        }
        try (PartitionIndex index = open()) {
            assertThat(count(index, "larch")).isEqualTo(1);
        }
    }

    @Test
    void refusesASecondOwner() {
        try (PartitionIndex index = open()) {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::open);
            index.commit(1);
        }
    }

    @Test
    void isSearchedByManyWhileOneWrites() throws Exception {
        var written = new AtomicBoolean();
        try (PartitionIndex index = open();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Integer> searching =
                    () -> {
                        int searches = 0;
                        boolean last;
                        do {
                            last = written.get();
                            // a document is replaced in one step: never both versions, never half
                            assertThat(count(index, "larch")).isIn(0, 8);
                            searches++;
                        } while (!last);
                        return searches;
                    };
            List<Future<Integer>> searches =
                    Stream.generate(() -> threads.submit(searching)).limit(2).toList();
            for (int i = 0; i < 30; i++) {
                index.put(Fixture.document(Fixture.key("notes", "a"), i), passages("larch", 8, i));
                if (i % 10 == 0) index.commit(i);
                index.refresh();
            }
            written.set(true);
            for (Future<Integer> future : searches) assertThat(future.get()).isPositive();
            assertThat(count(index, "larch")).isEqualTo(8);
        }
    }

    private PartitionIndex open() {
        return LucenePartitionIndex.open(folder, Fixture.SETTINGS);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static int count(PartitionIndex index, String word) {
        try {
            Query query = Fixture.words("notes", word);
            return index.candidates(query, index.statistics(query)).size();
        } catch (FilterException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Passage> passages(String text) {
        return passages(text, 1, 3);
    }

    private static List<Passage> passages(String text, int count, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> Fixture.passage(i * 100, text, Fixture.vector(random, 8)))
                .toList();
    }
}
