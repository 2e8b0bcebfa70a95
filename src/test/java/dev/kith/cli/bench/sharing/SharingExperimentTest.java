package dev.kith.cli.bench.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cli.bench.sharing.SharingExperiment.Length;
import dev.kith.cli.bench.sharing.SharingExperiment.Way;
import dev.kith.cli.bench.sharing.SharingExperiment.Wrong;
import dev.kith.reputation.ReputationSettings;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Once scores have settled, few wrong results reach honest peers under any of EigenTrust's threat
 * models, spies among them; what scores cannot tell, audits end.
 */
class SharingExperimentTest {
    private static final long SEED = 1;
    private static final double HONEST_MISTAKES = 0.05;

    private final SharingExperiment experiment =
            new SharingExperiment(ReputationSettings.standard(), Length.USUAL);

    @Test
    void repeatsWhatEigenTrustReached() {
        Population most = Population.liars(Threat.A, 0.7);

        double none = wrong(most, Way.NONE).all();
        double eigenTrust = wrong(most, Way.EIGENTRUST).all();

        assertThat(eigenTrust).isLessThanOrEqualTo(0.25).isLessThanOrEqualTo(none / 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.4, 0.6, 0.7})
    void keepsWrongResultsOfLiarsRare(double share) {
        assertThat(wrong(Population.liars(Threat.A, share), Way.KITH).settled())
                .isLessThanOrEqualTo(0.10);
    }

    @Test
    void keepsWrongResultsOfALeagueRare() {
        assertThat(wrong(Population.liars(Threat.B, 0.7), Way.KITH).settled())
                .isLessThanOrEqualTo(0.10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5 / 40.0, 20 / 40.0, 30 / 40.0})
    void isNotTakenInBySpies(double liars) {
        Population spied = Population.spied(liars);

        double kith = wrong(spied, Way.KITH).settled();

        assertThat(kith).isLessThanOrEqualTo(0.10);
        assertThat(kith).isLessThan(wrong(spied, Way.EIGENTRUST).settled());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 0.7, 0.9})
    void endsDisguisesByAudits(double right) {
        Wrong audited = wrong(Population.disguised(right), Way.KITH_AUDITED);

        assertThat(audited.settled()).isLessThanOrEqualTo(HONEST_MISTAKES + 0.02);
        assertThat(audited.all()).isLessThanOrEqualTo(HONEST_MISTAKES + 0.02);
        assertThat(audited.checked()).isBetween(SharingExperiment.AUDIT_FLOOR, 0.3);
    }

    @Test
    void isTheSameForTheSameSeed() {
        Population some = Population.liars(Threat.B, 0.2);

        assertThat(wrong(some, Way.KITH)).isEqualTo(wrong(some, Way.KITH));
    }

    private Wrong wrong(Population population, Way way) {
        return experiment.run(population, way, new SplittableRandom(SEED));
    }
}
