package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.DocumentKey;
import dev.kith.model.SearchMode;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.store.index.Reference.Ranked;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ranking's promise: a passage's scores and place depend on the live passages of the collection
 * only, never on how many partitions there are, nor on what was replaced or deleted before.
 */
class RankingTest {
    private static final int DIMENSION = 24;
    private static final int MAX = 20;
    private static final String[] VOCABULARY = vocabulary();

    @TempDir Path folder;
    private final List<PartitionIndex> partitions = new ArrayList<>();
    private final Reference reference = new Reference();

    @AfterEach
    void close() {
        partitions.forEach(PartitionIndex::close);
    }

    @ParameterizedTest(name = "{0} partitions, seed {1}")
    @CsvSource({"1,1", "4,1", "16,1", "1,2", "5,2"})
    void ranksLikeALookAtEveryPassage(int count, long seed) throws FilterException {
        open(count);
        churn(new Random(seed));

        var random = new Random(seed + 1000);
        for (int i = 0; i < 25; i++) {
            String text = sentence(random, 1 + random.nextInt(6));
            UnitVector vector = Fixture.vector(random, DIMENSION);
            String collection = i % 2 == 0 ? "plants" : "stones";
            var query = new Query(collection, text, vector.toBase64(), SearchMode.HYBRID, "", MAX);

            List<Candidate> found = Fixture.gather(partitions, query);

            assertSame(best(found, Candidate::dense), reference.byMeaning(collection, vector, MAX));
            assertSame(
                    best(found, Candidate::keyword).stream().filter(r -> r.score() > 0).toList(),
                    reference.byWords(
                            collection, text, Fixture.SETTINGS.k1(), Fixture.SETTINGS.b(), MAX));
        }
    }

    @ParameterizedTest(name = "{0} partitions, seed {1}")
    @CsvSource({"1,3", "5,4"})
    void ranksWordsAlikeWhereTooManyPassagesAreThereToScoreAll(int count, long seed)
            throws FilterException {
        open(count, Fixture.exactUpTo(1));
        churn(new Random(seed));

        var random = new Random(seed + 1000);
        for (int i = 0; i < 25; i++) {
            String text = sentence(random, 1 + random.nextInt(6));

            List<Candidate> found = Fixture.gather(partitions, Fixture.words("plants", text));

            assertSame(
                    best(found, Candidate::keyword),
                    reference.byWords(
                            "plants", text, Fixture.SETTINGS.k1(), Fixture.SETTINGS.b(), MAX));
        }
    }

    @Test
    void countsLivePassagesOnly() throws FilterException {
        open(1);
        var random = new Random(7);
        DocumentKey key = Fixture.key("plants", "a");
        put(key, 1, List.of(passage(random, 0, "oak oak ash"), passage(random, 20, "oak")));
        put(Fixture.key("plants", "b"), 1, List.of(passage(random, 0, "elm ash")));
        put(Fixture.key("stones", "c"), 1, List.of(passage(random, 0, "ash")));
        partitions.getFirst().refresh();
        put(key, 2, List.of(passage(random, 0, "the oak and the"), passage(random, 9, "the")));
        partitions.getFirst().refresh();

        Statistics found =
                partitions.getFirst().statistics(Fixture.words("plants", "Oaks, ash and yew"));

        assertThat(found).isEqualTo(new Statistics(3, 3, Map.of("oak", 1L, "ash", 1L)));
    }

    @ParameterizedTest(name = "{0} partitions")
    @CsvSource({"1", "5"})
    void decidesTiesByDocumentAndPlace(int count) throws FilterException {
        open(count);
        UnitVector same = Fixture.vector(new Random(11), DIMENSION);
        for (int i = 99; i >= 0; i--) {
            List<Passage> twins =
                    List.of(Fixture.passage(50, "birch", same), Fixture.passage(0, "birch", same));
            put(Fixture.key("plants", "d%02d".formatted(i)), 1, twins);
            if (i % 7 == 0) partitions.forEach(PartitionIndex::refresh);
        }
        partitions.forEach(PartitionIndex::refresh);

        var query = new Query("plants", "birch", same.toBase64(), SearchMode.HYBRID, "", 5);
        List<Candidate> found = Fixture.gather(partitions, query);

        List<Ranked> byWords = best(found, Candidate::keyword).subList(0, 5);
        List<Ranked> byMeaning = best(found, Candidate::dense).subList(0, 5);
        assertThat(byWords)
                .extracting(Ranked::document)
                .containsExactly("d00", "d00", "d01", "d01", "d02");
        assertThat(byMeaning)
                .extracting(ranked -> ranked.document() + ":" + ranked.start())
                .containsExactly("d00:0", "d00:50", "d01:0", "d01:50", "d02:0");
    }

    @Test
    void answersOneListWhenOneIsWanted() throws FilterException {
        open(1);
        var random = new Random(13);
        Passage near = passage(random, 0, "nothing of it");
        put(Fixture.key("plants", "near"), 1, List.of(near));
        put(Fixture.key("plants", "said"), 1, List.of(passage(random, 0, "a willow")));
        partitions.getFirst().refresh();
        String vector = near.vector().toBase64();

        var semantic = new Query("plants", "willow", vector, SearchMode.SEMANTIC, "", 1);
        var keyword = new Query("plants", "willow", vector, SearchMode.KEYWORD, "", 5);

        assertThat(Fixture.gather(partitions, semantic))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.passage().document()).isEqualTo("near");
                    assertThat(found.dense()).isBetween(0.999999, 1.000001);
                    assertThat(found.keyword()).isZero();
                });
        assertThat(Fixture.gather(partitions, keyword))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.passage().document()).isEqualTo("said");
                    assertThat(found.keyword()).isPositive();
                    assertThat(found.dense()).isNotZero();
                });
    }

    @Test
    void takesAnyTextAsWords() throws FilterException {
        open(1);
        put(Fixture.key("plants", "a"), 1, List.of(passage(new Random(17), 0, "c++ (or) body@x")));
        partitions.getFirst().refresh();

        for (String text :
                List.of("", "  ", "*", "\"", "a:b AND (", "\0\ud800", "+-!^~", "x".repeat(9999))) {
            assertThat(Fixture.gather(partitions, Fixture.words("plants", text))).isEmpty();
        }
        assertThat(Fixture.gather(partitions, Fixture.words("plants", "(C++) OR [")).size())
                .isEqualTo(1);
        assertThat(Fixture.gather(partitions, Fixture.words("unknown", "body"))).isEmpty();
    }

    @Test
    void refusesAVectorOfAnotherDimension() {
        open(1);
        put(Fixture.key("plants", "a"), 1, List.of(passage(new Random(19), 0, "fir")));
        partitions.getFirst().refresh();
        String vector = Fixture.vector(new Random(19), DIMENSION + 1).toBase64();
        var query = new Query("plants", "fir", vector, SearchMode.HYBRID, "", 5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.gather(partitions, query))
                .withMessageContaining("25 dimensions");
    }

    private void open(int count) {
        open(count, Fixture.SETTINGS);
    }

    private void open(int count, IndexSettings settings) {
        for (int i = 0; i < count; i++) {
            partitions.add(LucenePartitionIndex.open(folder.resolve("p" + i), settings));
        }
    }

    /** Puts, replaces and deletes, with segments cut, committed and merged at any moment. */
    private void churn(Random random) {
        // what is put depends on the document alone, so that any number of partitions has the same
        for (int i = 0; i < 900; i++) {
            String collection = random.nextInt(3) == 0 ? "stones" : "plants";
            DocumentKey key = Fixture.key(collection, "d" + random.nextInt(150));
            if (random.nextInt(4) == 0) {
                reference.remove(key);
                partition(key).remove(key);
            } else {
                put(key, i, passages(random));
            }
            PartitionIndex touched = partition(key);
            if (i % 31 == 0) touched.refresh();
            if (i % 150 == 0) touched.commit(i);
        }
        partitions.forEach(PartitionIndex::refresh);
    }

    private void put(DocumentKey key, long time, List<Passage> passages) {
        reference.put(key, passages);
        partition(key).put(Fixture.document(key, time), passages);
    }

    private PartitionIndex partition(DocumentKey key) {
        return partitions.get(key.partition(partitions.size()));
    }

    private static List<Passage> passages(Random random) {
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            passages.add(passage(random, i * 500, sentence(random, random.nextInt(60))));
        }
        return passages;
    }

    private static Passage passage(Random random, int start, String text) {
        return Fixture.passage(start, text, Fixture.vector(random, DIMENSION));
    }

    private static String sentence(Random random, int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            double rank = Math.pow(VOCABULARY.length, random.nextDouble()) - 1; // as in a language
            text.append(VOCABULARY[(int) rank]).append(i % 9 == 8 ? ". The " : " ");
        }
        return text.toString();
    }

    private static String[] vocabulary() {
        var random = new Random(5);
        String[] words = new String[400];
        for (int i = 0; i < words.length; i++) {
            var word = new StringBuilder();
            for (int c = 0; c < 3 + random.nextInt(5); c++) {
                word.append("bcdfgklmnprstvz".charAt(random.nextInt(15)));
                word.append("aeiou".charAt(random.nextInt(5)));
            }
            words[i] = word.toString();
        }
        return words;
    }

    private static List<Ranked> best(List<Candidate> found, ToDoubleFunction<Candidate> score) {
        return found.stream()
                .map(c ->
                        new Ranked(
                                c.passage().document(),
                                c.passage().start(),
                                score.applyAsDouble(c)))
                .sorted(Reference.ORDER)
                .limit(MAX)
                .toList();
    }

    private static void assertSame(List<Ranked> found, List<Ranked> expected) {
        assertThat(found)
                .extracting(ranked -> ranked.document() + ":" + ranked.start())
                .containsExactlyElementsOf(
                        expected.stream().map(r -> r.document() + ":" + r.start()).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-6));
        }
    }
}
