package dev.kith.cli.bench.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.cli.bench.trust.TrustExperiment.Conduct;
import dev.kith.cli.bench.trust.TrustExperiment.Metric;
import dev.kith.cli.bench.trust.TrustExperiment.Misjudged;
import dev.kith.reputation.ReputationSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Up to 70 % of liars, colluding or not, hardly disturb what an agent believes; the experiment
 * shows the same of the older metrics as their authors did.
 */
class TrustExperimentTest {
    private static final Conduct ALONE = new Conduct(false, 1);
    private static final Conduct COLLUDING = new Conduct(true, 1);
    private static final Conduct HALF = new Conduct(false, 0.5);
    private static final int RUNS = 3;

    private record Key(double share, Conduct conduct) {}

    private static final Map<Key, Map<Metric, List<Misjudged>>> DONE = new HashMap<>();

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7})
    void letsAMeanOfRatingsErrAsMuchAsThereAreLiars(double share) {
        assertThat(rms(share, ALONE, Metric.CONVENTIONAL)).isCloseTo(share, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.2, 0.3, 0.4})
    void letsTrustAsCredibilityHoldBelowHalf(double share) {
        assertThat(rms(share, ALONE, Metric.TVM)).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7})
    void letsTrustAsCredibilityTurnOverFromHalfOn(double share) {
        assertThat(rms(share, ALONE, Metric.TVM)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7})
    void holdsAgainstLiarsEachForItself(double share) {
        assertThat(rms(share, ALONE, Metric.KITH)).isLessThanOrEqualTo(0.06);
        if (share > 0) assertThat(auc(share, ALONE)).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7})
    void holdsAgainstLiarsThatPraiseEachOther(double share) {
        double kith = rms(share, COLLUDING, Metric.KITH);

        assertThat(kith).isLessThanOrEqualTo(0.06);
        assertThat(auc(share, COLLUDING)).isGreaterThanOrEqualTo(0.99);
        assertThat(kith).isLessThanOrEqualTo(rms(share, COLLUDING, Metric.PSM) / 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.4, 0.5, 0.6})
    void ranksHonestPeersAboveThoseThatAreBadHalfOfTheTime(double share) {
        assertThat(auc(share, HALF)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void isTheSameForTheSameSeed() {
        var experiment = new TrustExperiment(ReputationSettings.standard());

        assertThat(experiment.run(0.3, ALONE, new SplittableRandom(7)))
                .isEqualTo(experiment.run(0.3, ALONE, new SplittableRandom(7)));
    }

    private static double rms(double share, Conduct conduct, Metric metric) {
        return runs(share, conduct, metric).stream()
                .mapToDouble(Misjudged::rms)
                .average()
                .orElseThrow();
    }

    private static double auc(double share, Conduct conduct) {
        return runs(share, conduct, Metric.KITH).stream()
                .mapToDouble(Misjudged::auc)
                .average()
                .orElseThrow();
    }

    /** The same communities serve all tests; seeds are 1, 2, and so on. */
    private static List<Misjudged> runs(double share, Conduct conduct, Metric metric) {
        return DONE.computeIfAbsent(new Key(share, conduct), TrustExperimentTest::run)
                .getOrDefault(metric, List.of());
    }

    private static Map<Metric, List<Misjudged>> run(Key key) {
        var experiment = new TrustExperiment(ReputationSettings.standard());
        Map<Metric, List<Misjudged>> found = new HashMap<>();
        for (int seed = 1; seed <= RUNS; seed++) {
            experiment
                    .run(key.share(), key.conduct(), new SplittableRandom(seed))
                    .forEach((metric, error) ->
                            found.computeIfAbsent(metric, _ -> new ArrayList<>()).add(error));
        }
        return found;
    }
}
