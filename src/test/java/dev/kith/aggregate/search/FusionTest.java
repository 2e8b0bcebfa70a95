package dev.kith.aggregate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.aggregate.search.Fusion.Ranked;
import dev.kith.aggregate.search.Fusion.Way;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.PassageId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranking depends on the passages alone: not on partitions, nor on who answered first. */
class FusionTest {
    private static final Fusion FUSION = new Fusion(20, 0.5, 60);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void ranksAlikeHoweverPassagesArePartitionedAndWhoeverAnswersFirst(long seed) {
        var random = new Random(seed);
        List<Candidate> all = passages(random, 300);
        for (Way way : Way.values()) {
            List<Ranked> whole = FUSION.rank(found(all, 1, random), way, false, 10);
            for (int partitions : new int[] {2, 7, 16, 64}) {
                List<Ranked> parted = FUSION.rank(found(all, partitions, random), way, false, 10);

                assertThat(parted).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void givesEachDocumentItsBestPassageOnly(Way way) {
        List<Candidate> found =
                List.of(
                        candidate("a", 0, 0.9, 9),
                        candidate("a", 10, 0.8, 8),
                        candidate("b", 0, 0.1, 1));

        List<Ranked> ranked = FUSION.rank(found, way, false, 10);

        assertThat(ranked)
                .extracting(r -> r.candidate().passage().document())
                .containsExactly("a", "b");
        assertThat(ranked.getFirst().candidate().passage().start()).isZero();
    }

    @Test
    void givesEveryPassageWhereThatIsAsked() {
        List<Candidate> found = List.of(candidate("a", 0, 0.9, 9), candidate("a", 10, 0.8, 8));

        assertThat(FUSION.rank(found, Way.Z, true, 10)).hasSize(2);
    }

    @Test
    void averagesTheStandardScores() {
        List<Candidate> found =
                List.of(
                        candidate("a", 0, 0.9, 1),
                        candidate("b", 0, 0.5, 3),
                        candidate("c", 0, 0.1, 5));

        List<Ranked> ranked = FUSION.rank(found, Way.Z, false, 10);

        assertThat(ranked).allSatisfy(r -> assertThat(r.score()).isCloseTo(0, within(1e-12)));
        assertThat(ranked).hasSize(3);
    }

    @Test
    void usesZeroAsItIsWhereNoWordMatches() {
        List<Candidate> found =
                List.of(
                        candidate("match", 0, 0.5, 2),
                        candidate("better", 0, 0.5, 4),
                        candidate("none", 0, 0.5, 0));

        List<Ranked> ranked = FUSION.rank(found, Way.Z, false, 10);

        // keyword list 4, 2: mean 3, deviation 1; dense scores are all alike
        assertThat(ranked).extracting(Ranked::score).containsExactly(0.5, -0.5, -1.5);
    }

    @Test
    void ranksByMeaningAloneWhereNoWordMatchesAnything() {
        List<Candidate> found = List.of(candidate("a", 0, 0.2, 0), candidate("b", 0, 0.7, 0));

        List<Ranked> ranked = FUSION.rank(found, Way.Z, false, 10);

        assertThat(ranked).extracting(Ranked::score).containsExactly(0.7, 0.2);
    }

    @Test
    void ranksByWordsAloneWhereThereIsNoVector() {
        List<Candidate> found = List.of(candidate("a", 0, 0, 3), candidate("b", 0, 0, 7));

        List<Ranked> ranked = FUSION.rank(found, Way.Z, false, 10);

        assertThat(ranked)
                .extracting(r -> r.candidate().passage().document())
                .containsExactly("b", "a");
    }

    @Test
    void breaksTiesByNameSoThatNobodySeesAnotherOrder() {
        List<Candidate> found =
                List.of(
                        candidate("b", 0, 0.3, 1),
                        candidate("a", 5, 0.3, 1),
                        candidate("a", 0, 0.3, 1));

        List<Ranked> ranked = FUSION.rank(found, Way.Z, true, 10);

        assertThat(ranked)
                .extracting(
                        r -> r.candidate().passage().document() + r.candidate().passage().start())
                .containsExactly("a0", "a5", "b0");
    }

    @Test
    void saysNothingOfNothing() {
        for (Way way : Way.values()) assertThat(FUSION.rank(List.of(), way, false, 5)).isEmpty();
    }

    /** What all partitions name: each its own best by both lists, in any order. */
    private static List<Candidate> found(List<Candidate> all, int partitions, Random random) {
        var found = new ArrayList<Candidate>();
        for (int p = 0; p < partitions; p++) {
            int partition = p;
            List<Candidate> here =
                    all.stream()
                            .filter(c ->
                                    Math.floorMod(c.passage().document().hashCode(), partitions)
                                            == partition)
                            .toList();
            var best = new LinkedHashSet<Candidate>();
            best(here, Comparator.comparingDouble(Candidate::dense)).forEach(best::add);
            best(
                            here.stream().filter(c -> c.keyword() > 0).toList(),
                            Comparator.comparingDouble(Candidate::keyword))
                    .forEach(best::add);
            found.addAll(best);
        }
        Collections.shuffle(found, random);
        return found;
    }

    private static List<Candidate> best(List<Candidate> here, Comparator<Candidate> by) {
        return here.stream().sorted(by.reversed()).limit(20).toList();
    }

    private static List<Candidate> passages(Random random, int count) {
        var all = new ArrayList<Candidate>();
        for (int i = 0; i < count; i++) {
            double keyword = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 20;
            all.add(candidate("doc" + i / 3, i, random.nextDouble(), keyword));
        }
        return all;
    }

    private static Candidate candidate(String document, int start, double dense, double keyword) {
        return new Candidate(new PassageId(document, 1, "agent", start, start + 5), dense, keyword);
    }
}
