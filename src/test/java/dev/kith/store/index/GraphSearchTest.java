package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.DocumentKey;
import dev.kith.model.SearchMode;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.store.index.Reference.Ranked;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The graph's promise: above {@code exact-max} passages it finds nearly all of the nearest, gives
 * each its exact cosine, and keeps to the filter.
 */
class GraphSearchTest {
    private static final int DOCUMENTS = 400;
    private static final int PASSAGES = 15;
    private static final int DIMENSION = 32;
    private static final int QUERIES = 40;

    @TempDir static Path folder;
    private static final Reference REFERENCE = new Reference();
    private static PartitionIndex index;
    private static List<UnitVector> topics;

    @BeforeAll
    static void fill() {
        index = LucenePartitionIndex.open(folder, Fixture.exactUpTo(100));
        var random = new Random(23);
        topics = new ArrayList<>();
        for (int i = 0; i < 60; i++) topics.add(Fixture.vector(random, DIMENSION));
        for (int d = 0; d < DOCUMENTS; d++) {
            DocumentKey key = Fixture.key("notes", "d" + d);
            List<Passage> passages = new ArrayList<>();
            for (int p = 0; p < PASSAGES; p++) {
                passages.add(Fixture.passage(p * 10, "word", near(random)));
            }
            index.put(
                    Fixture.document(key, 1, "", Map.of("half", d % 2 == 0 ? "even" : "odd")),
                    passages);
            if (d % 20 == 0) {
                index.remove(key);
            } else {
                REFERENCE.put(key, passages);
            }
        }
        index.commit(1);
        index.refresh();
    }

    @AfterAll
    static void close() {
        index.close();
    }

    @Test
    void findsNearlyAllOfTheNearestWithTheirExactCosines() throws FilterException {
        var random = new Random(29);
        double found = 0;
        for (int i = 0; i < QUERIES; i++) {
            UnitVector vector = near(random);
            Map<String, Double> nearest =
                    REFERENCE.byMeaning("notes", vector, 100).stream()
                            .collect(Collectors.toMap(GraphSearchTest::name, Ranked::score));
            for (Candidate candidate : search(vector, "", 100)) {
                String name = name(candidate);
                if (!nearest.containsKey(name)) continue;
                found++;
                assertThat(candidate.dense()).isCloseTo(nearest.get(name), within(1e-6));
            }
        }
        assertThat(found / (QUERIES * 100)).isGreaterThan(0.97);
    }

    @Test
    void keepsToTheFilter() throws FilterException {
        var random = new Random(31);
        double found = 0;
        for (int i = 0; i < QUERIES; i++) {
            UnitVector vector = near(random);
            List<String> nearest =
                    REFERENCE.byMeaning("notes", vector, Integer.MAX_VALUE).stream()
                            .filter(ranked -> number(ranked.document()) % 2 == 0)
                            .limit(20)
                            .map(GraphSearchTest::name)
                            .toList();
            List<Candidate> candidates = search(vector, "half:even", 20);
            assertThat(candidates)
                    .hasSize(20)
                    .allMatch(c -> number(c.passage().document()) % 2 == 0);
            found += candidates.stream().filter(c -> nearest.contains(name(c))).count();
        }
        assertThat(found / (QUERIES * 20)).isGreaterThan(0.97);
    }

    @Test
    void looksAtEveryPassageThatANarrowFilterLeaves() throws FilterException {
        UnitVector vector = near(new Random(37));
        List<String> expected =
                REFERENCE.byMeaning("notes", vector, Integer.MAX_VALUE).stream()
                        .filter(ranked -> List.of("d7", "d11").contains(ranked.document()))
                        .map(GraphSearchTest::name)
                        .toList();

        assertThat(search(vector, "id:d7 OR id:d11 OR id:d20", 100))
                .extracting(GraphSearchTest::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Candidate> search(UnitVector vector, String filter, int max)
            throws FilterException {
        var query = new Query("notes", "", vector.toBase64(), SearchMode.SEMANTIC, filter, max);
        return index.candidates(query, index.statistics(query));
    }

    private static UnitVector near(Random random) {
        float[] topic = topics.get(random.nextInt(topics.size())).components();
        float[] moved = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            moved[i] = topic[i] + 0.12f * (float) random.nextGaussian();
        }
        return UnitVector.of(moved);
    }

    private static int number(String document) {
        return Integer.parseInt(document.substring(1));
    }

    private static String name(Ranked ranked) {
        return ranked.document() + ":" + ranked.start();
    }

    private static String name(Candidate candidate) {
        return candidate.passage().document() + ":" + candidate.passage().start();
    }
}
