package dev.kith.aggregate.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.aggregate.search.Fusion.Way;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.PassageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for less first never changes what is found, and mostly suffices. */
class DepthTest {
    private static final int WHOLE = 100;
    private static final Fusion FUSION = new Fusion(WHOLE, 0.5, 60);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void ranksAsIfAllHadBeenAskedForEverything(long seed) {
        var random = new Random(seed);
        for (int partitions : new int[] {1, 2, 5, 16, 40}) {
            // the more it is skewed, the more of the best lie in one partition
            for (double skew : new double[] {1, 3, 30}) {
                List<List<Candidate>> held = held(random, partitions, skew);
                var depth = Depth.over(WHOLE, partitions);

                List<CandidatesFound> found = found(held, depth.first());
                Set<Integer> again = depth.unsounded(found, true, true);
                List<CandidatesFound> all = found(held, WHOLE);
                again.forEach(partition -> found.set(partition, all.get(partition)));

                for (Way way : Way.values()) {
                    assertThat(FUSION.rank(candidates(found), way, true, 20))
                            .as("%d partitions, skew %f, %s", partitions, skew, way)
                            .isEqualTo(FUSION.rank(candidates(all), way, true, 20));
                }
            }
        }
    }

    @Test
    void asksNobodyTwiceWhereTheBestLieByChance() {
        var random = new Random(4);
        var depth = Depth.over(WHOLE, 16);
        int twice = 0;
        for (int i = 0; i < 50; i++) {
            List<CandidatesFound> found = found(held(random, 16, 1), depth.first());
            twice += depth.unsounded(found, true, true).size();
        }

        assertThat(depth.first()).isLessThan(WHOLE / 3);
        assertThat(twice).as("of 800").isLessThan(4);
    }

    @Test
    void asksAgainOnlyWhoMayHaveMore() {
        var depth = new Depth(4, 2);
        List<CandidatesFound> found =
                List.of(
                        found(0, candidate("a", 0.9, 0), candidate("b", 0.8, 0)),
                        found(1, candidate("c", 0.7, 0), candidate("d", 0.3, 0)),
                        found(2, candidate("e", 0.6, 0)));

        assertThat(depth.unsounded(found, true, true)).containsExactly(0);
        assertThat(depth.unsounded(found, false, true)).isEmpty();
    }

    @Test
    void takesTiesForMore() {
        var depth = new Depth(3, 1);
        List<CandidatesFound> found =
                List.of(
                        found(0, candidate("a", 0.5, 0)),
                        found(1, candidate("b", 0.5, 0)),
                        found(2, candidate("c", 0.5, 0)),
                        found(3, candidate("d", 0.4, 0)));

        assertThat(depth.unsounded(found, true, false)).containsExactly(0, 1, 2);
    }

    private static List<List<Candidate>> held(Random random, int partitions, double skew) {
        List<List<Candidate>> held = new ArrayList<>();
        for (int i = 0; i < partitions; i++) held.add(new ArrayList<>());
        for (int i = 0; i < 2000; i++) {
            int partition = (int) (Math.pow(random.nextDouble(), skew) * partitions);
            // few different scores, so that many are alike
            double dense = random.nextInt(500) / 500.0 - 0.2;
            double keyword = random.nextInt(3) == 0 ? random.nextInt(300) / 10.0 : 0;
            held.get(partition).add(candidate("doc" + i, dense, keyword));
        }
        return held;
    }

    private static List<CandidatesFound> found(List<List<Candidate>> held, int most) {
        List<CandidatesFound> found = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            var best = new LinkedHashSet<Candidate>();
            best.addAll(best(held.get(i), Candidate::dense, most));
            List<Candidate> withWords = held.get(i).stream().filter(c -> c.keyword() > 0).toList();
            best.addAll(best(withWords, Candidate::keyword, most));
            found.add(found(i, best.toArray(Candidate[]::new)));
        }
        return found;
    }

    private static List<Candidate> best(
            List<Candidate> all, ToDoubleFunction<Candidate> score, int most) {
        return all.stream()
                .sorted(
                        Comparator.comparingDouble(score)
                                .reversed()
                                .thenComparing(c -> c.passage().document()))
                .limit(most)
                .toList();
    }

    private static List<Candidate> candidates(List<CandidatesFound> found) {
        return found.stream().flatMap(one -> one.candidates().stream()).toList();
    }

    private static CandidatesFound found(int partition, Candidate... candidates) {
        return new CandidatesFound(partition, "agent", false, List.of(candidates));
    }

    private static Candidate candidate(String document, double dense, double keyword) {
        return new Candidate(new PassageId(document, 1, "agent", 0, 9), dense, keyword);
    }
}
