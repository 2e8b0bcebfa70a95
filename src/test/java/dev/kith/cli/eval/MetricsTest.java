package dev.kith.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The measures are those of trec_eval, against values worked out by hand. */
class MetricsTest {
    private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 1, "d", 0);

    @Test
    void discountsGradesByTheLogarithmOfTheRank() {
        // found: b at 1, d at 2, a at 3. 2/log2(2) + 0 + 3/log2(4) = 3.5
        // best: 3/1 + 2/log2(3) + 1/2 = 3 + 1.261860 + 0.5 = 4.761860
        double ndcg = Metrics.ndcg(List.of("b", "d", "a", "x"), GRADES, 10);

        assertThat(ndcg).isCloseTo(3.5 / 4.761859507, within(1e-9));
    }

    @Test
    void cutsRankingAndIdealAtTheSamePlace() {
        // cut 2: found 2 + 0; best 3 + 1.261860
        double ndcg = Metrics.ndcg(List.of("b", "d", "a"), GRADES, 2);

        assertThat(ndcg).isCloseTo(2 / 4.261859507, within(1e-9));
    }

    @Test
    void givesOneForTheBestOrderAndZeroForNothing() {
        assertThat(Metrics.ndcg(List.of("a", "b", "c", "d"), GRADES, 10)).isEqualTo(1);
        assertThat(Metrics.ndcg(List.of(), GRADES, 10)).isZero();
        assertThat(Metrics.ndcg(List.of("a"), Map.of("a", 0), 10)).isZero();
        assertThat(Metrics.ndcg(List.of("a"), Map.of("a", -1), 10)).isZero();
    }

    @Test
    void countsTheShareOfRelevantDocumentsFound() {
        assertThat(Metrics.recall(List.of("d", "a", "x"), GRADES, 100))
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metrics.recall(List.of("x", "a", "b"), GRADES, 2))
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metrics.recall(List.of("a"), Map.of(), 100)).isZero();
    }

    @Test
    void takesTheRankOfTheFirstRelevantOne() {
        assertThat(Metrics.reciprocalRank(List.of("x", "d", "c", "a"), GRADES, 100))
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metrics.reciprocalRank(List.of("x", "d", "c"), GRADES, 2)).isZero();
    }

    @Test
    void averagesQueriesEqually() {
        assertThat(Metrics.mean(List.of(1.0, 0.5, 0.0))).isEqualTo(0.5);
        assertThat(Metrics.mean(List.of())).isZero();
    }
}
