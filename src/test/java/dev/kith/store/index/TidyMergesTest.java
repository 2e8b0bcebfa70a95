package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SearchMode;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tidied index finds the same with the same scores, has few segments, and writes no large one
 * anew for the sake of a small one.
 */
class TidyMergesTest {
    private static final int DIMENSION = 16;

    private final Random random = new Random(7);
    private long sequence;

    @TempDir Path folder;

    @Test
    void makesOneSegmentOfManySmallOnesAndFindsTheSame() throws Exception {
        try (PartitionIndex index = LucenePartitionIndex.open(folder, Fixture.SETTINGS)) {
            for (int i = 0; i < 6; i++) add(index, i, 1 + i);
            index.remove(Fixture.key("notes", "d3"));
            index.commit(++sequence);
            index.refresh();
            assertThat(segments()).isGreaterThan(3);
            Query query =
                    new Query(
                            "notes",
                            "larch maple",
                            Fixture.vector(random, DIMENSION).toBase64(),
                            SearchMode.HYBRID,
                            "",
                            50);
            List<Candidate> before = Fixture.gather(List.of(index), query);

            assertThat(index.tidy()).isTrue();

            assertThat(Fixture.gather(List.of(index), query))
                    .hasSize(17)
                    .containsExactlyInAnyOrderElementsOf(before);
            index.commit(++sequence);
            assertThat(segments()).isEqualTo(1);
            assertThat(index.tidy()).isFalse();
        }
        try (PartitionIndex again = LucenePartitionIndex.open(folder, Fixture.SETTINGS)) {
            assertThat(again.committedSequence()).isEqualTo(sequence);
            assertThat(again.count()).isEqualTo(17);
        }
    }

    @Test
    void leavesALargeSegmentAloneUntilTheSmallOnesCountBesideIt() throws Exception {
        try (PartitionIndex index = LucenePartitionIndex.open(folder, Fixture.SETTINGS)) {
            add(index, 0, 400);
            for (int i = 1; i <= 3; i++) add(index, i, 10);
            tidy(index);
            assertThat(segments()).isEqualTo(2);
            String large = names().getFirst();

            for (int i = 4; i <= 6; i++) add(index, i, 50);
            tidy(index);
            assertThat(names()).doesNotContain(large);
            assertThat(segments()).isEqualTo(1);
        }
    }

    @Test
    void joinsNoMoreThanIsQuicklyDone() throws Exception {
        try (PartitionIndex index = LucenePartitionIndex.open(folder, Fixture.SETTINGS)) {
            for (int i = 0; i < 3; i++) add(index, i, 1400);
            tidy(index);

            assertThat(segments()).isEqualTo(2);
            assertThat(index.count()).isEqualTo(3 * 1400);
        }
    }

    private void tidy(PartitionIndex index) {
        index.tidy();
        index.commit(++sequence);
    }

    /** A document in a segment of its own. */
    private void add(PartitionIndex index, int number, int passages) {
        List<Passage> own =
                IntStream.range(0, passages)
                        .mapToObj(i -> Fixture.passage(i * 100, text(i), vector()))
                        .toList();
        index.put(Fixture.document(Fixture.key("notes", "d" + number), 1), own);
        index.commit(++sequence);
    }

    private static String text(int i) {
        return i % 2 == 0 ? "larch" : "maple larch";
    }

    private UnitVector vector() {
        return Fixture.vector(random, DIMENSION);
    }

    private int segments() throws IOException {
        try (var directory = FSDirectory.open(folder);
                IndexReader reader = DirectoryReader.open(directory)) {
            return reader.leaves().size();
        }
    }

    /** Of the segments on disk, those that were written first come first. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".si"))
                    .sorted()
                    .toList();
        }
    }
}
