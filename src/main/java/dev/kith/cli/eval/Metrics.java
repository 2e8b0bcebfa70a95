package dev.kith.cli.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Measures of one ranking against the judgements of one query; grades at or below 0 mean not
 * relevant, as does no judgement.
 *
 * <p>Source: as trec_eval 9 computes {@code ndcg_cut}, {@code recall} and {@code recip_rank}.
 */
public final class Metrics {
    private Metrics() {}

    /**
     * Discounted cumulative gain of the first {@code cut}, as a share of the best possible, in [0,
     * 1]. The gain of a document is its grade (linear, not 2^grade − 1), its discount 1 / log2(rank
     * + 1); the best possible is over all judged documents of the query.
     *
     * @param ranking document ids, best first
     * @param grades of judged documents
     * @return 0 where nothing is relevant
     */
    public static double ndcg(List<String> ranking, Map<String, Integer> grades, int cut) {
        double gained = 0;
        for (int i = 0; i < Math.min(cut, ranking.size()); i++) {
            gained += gain(grades, ranking.get(i)) * discount(i);
        }
        List<Integer> best =
                grades.values().stream()
                        .filter(grade -> grade > 0)
                        .sorted(Comparator.reverseOrder())
                        .limit(cut)
                        .toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) ideal += best.get(i) * discount(i);
        return ideal == 0 ? 0 : gained / ideal;
    }

    /** Share of the relevant documents among the first {@code cut}, in [0, 1]. */
    public static double recall(List<String> ranking, Map<String, Integer> grades, int cut) {
        long relevant = grades.values().stream().filter(grade -> grade > 0).count();
        long found = ranking.stream().limit(cut).filter(id -> gain(grades, id) > 0).count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /** One over the rank of the first relevant document among the first {@code cut}, or 0. */
    public static double reciprocalRank(
            List<String> ranking, Map<String, Integer> grades, int cut) {
        for (int i = 0; i < Math.min(cut, ranking.size()); i++) {
            if (gain(grades, ranking.get(i)) > 0) return 1.0 / (i + 1);
        }
        return 0;
    }

    private static int gain(Map<String, Integer> grades, String id) {
        return Math.max(0, grades.getOrDefault(id, 0));
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2);
    }

    /**
     * The arithmetic mean.
     *
     * @return 0 of nothing
     */
    public static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }
}
