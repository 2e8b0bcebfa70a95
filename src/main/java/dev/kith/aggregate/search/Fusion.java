package dev.kith.aggregate.search;

import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.PassageId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Ranks the candidates of all partitions. Pure: the same candidates give the same ranking, bit for
 * bit, in whatever order and from however many partitions they came.
 *
 * <p>Source: the average of z-scores as in Bruch, Gai and Ingber, "An Analysis of Fusion Functions
 * for Hybrid Retrieval", 2023, §3; reciprocal ranks as in Cormack, Clarke and Büttcher, "Reciprocal
 * Rank Fusion", 2009.
 */
final class Fusion {
    private static final Comparator<PassageId> BY_NAME =
            Comparator.comparing(PassageId::document)
                    .thenComparingInt(PassageId::start)
                    .thenComparingInt(PassageId::end)
                    .thenComparingLong(PassageId::versionTime)
                    .thenComparing(PassageId::versionAgent);

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::score)
                    .reversed()
                    .thenComparing(ranked -> ranked.candidate.passage(), BY_NAME);

    private final int candidatesMax;
    private final double denseShare;
    private final int rankConstant;

    /**
     * A way to rank.
     *
     * @param candidatesMax length of each of the two lists, at least 1
     * @param denseShare weight of the dense list, 0 to 1
     * @param rankConstant the k of reciprocal ranks
     */
    Fusion(int candidatesMax, double denseShare, int rankConstant) {
        this.candidatesMax = candidatesMax;
        this.denseShare = denseShare;
        this.rankConstant = rankConstant;
    }

    /** Which lists count, and how they are put together. */
    enum Way {
        DENSE,
        KEYWORD,
        Z,
        RECIPROCAL_RANKS
    }

    /** A candidate and what it is ranked by; higher is better. */
    record Ranked(Candidate candidate, double score) {}

    /**
     * The best passages, best first.
     *
     * @param found every candidate, with both scores exact
     * @param perPassage whether a document may have several; otherwise it has its best one
     * @param limit most passages
     */
    List<Ranked> rank(Collection<Candidate> found, Way way, boolean perPassage, int limit) {
        Set<Candidate> all = new LinkedHashSet<>(found);
        List<Ranked> dense = best(all, Candidate::dense);
        List<Ranked> keyword =
                best(all.stream().filter(c -> c.keyword() > 0).toList(), Candidate::keyword);
        List<Ranked> passages =
                switch (way) {
                    case DENSE -> dense;
                    case KEYWORD -> keyword;
                    case Z -> keyword.isEmpty() ? dense : averaged(dense, keyword);
                    case RECIPROCAL_RANKS -> reciprocal(dense, keyword);
                };
        var seen = new HashSet<String>();
        return passages.stream()
                .sorted(BEST_FIRST)
                .filter(ranked -> perPassage || seen.add(ranked.candidate.passage().document()))
                .limit(limit)
                .toList();
    }

    /** The best few of many, which are never sorted whole. */
    private List<Ranked> best(Collection<Candidate> found, ToDoubleFunction<Candidate> score) {
        var kept = new PriorityQueue<Ranked>(BEST_FIRST.reversed());
        for (Candidate candidate : found) {
            double own = score.applyAsDouble(candidate);
            boolean full = kept.size() == candidatesMax;
            if (full && own < kept.element().score) continue;
            kept.add(new Ranked(candidate, own));
            if (full) kept.remove();
        }
        return kept.stream().sorted(BEST_FIRST).toList();
    }

    private List<Ranked> averaged(List<Ranked> dense, List<Ranked> keyword) {
        Spread denseSpread = Spread.of(dense);
        Spread keywordSpread = Spread.of(keyword);
        return union(dense, keyword).stream()
                .map(c ->
                        new Ranked(
                                c,
                                denseShare * denseSpread.z(c.dense())
                                        + (1 - denseShare) * keywordSpread.z(c.keyword())))
                .toList();
    }

    private List<Ranked> reciprocal(List<Ranked> dense, List<Ranked> keyword) {
        Map<PassageId, Double> byDense = reciprocals(dense);
        Map<PassageId, Double> byKeyword = reciprocals(keyword);
        return union(dense, keyword).stream()
                .map(c ->
                        new Ranked(
                                c,
                                byDense.getOrDefault(c.passage(), 0.0)
                                        + byKeyword.getOrDefault(c.passage(), 0.0)))
                .toList();
    }

    private Map<PassageId, Double> reciprocals(List<Ranked> list) {
        var scores = new HashMap<PassageId, Double>();
        for (int i = 0; i < list.size(); i++) {
            scores.put(list.get(i).candidate.passage(), 1.0 / (rankConstant + i + 1));
        }
        return scores;
    }

    private static Collection<Candidate> union(List<Ranked> dense, List<Ranked> keyword) {
        var all = new TreeMap<PassageId, Candidate>(BY_NAME);
        dense.forEach(ranked -> all.put(ranked.candidate.passage(), ranked.candidate));
        keyword.forEach(ranked -> all.put(ranked.candidate.passage(), ranked.candidate));
        return all.values();
    }

    /** Mean and population standard deviation of one list's scores, summed best first. */
    private record Spread(double mean, double deviation) {
        static Spread of(List<Ranked> list) {
            if (list.isEmpty()) return new Spread(0, 0);
            double sum = 0;
            for (Ranked ranked : list) sum += ranked.score;
            double mean = sum / list.size();
            // rounding of the mean must not look like a spread
            if (list.getFirst().score == list.getLast().score) return new Spread(mean, 0);
            double squares = 0;
            for (Ranked ranked : list) squares += (ranked.score - mean) * (ranked.score - mean);
            return new Spread(mean, Math.sqrt(squares / list.size()));
        }

        /** How many deviations above the mean; 0 where all scores are alike. */
        double z(double score) {
            return deviation > 0 ? (score - mean) / deviation : 0;
        }
    }
}
