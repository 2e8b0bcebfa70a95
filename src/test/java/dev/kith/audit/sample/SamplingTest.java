package dev.kith.audit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.commit.Commitment;
import dev.kith.model.ContentId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Newcomers are checked wholly, others as their record says, nobody never; as the formulas say. */
class SamplingTest {
    private static final AuditSettings SETTINGS = AuditSettings.shipped();
    private static final AuditRate RATE = new AuditRate(SETTINGS.sampling());
    private static final long NOW = 1_000;

    @Test
    void checksAllWorkOfWhoeverHasNotPassedTenChecksInARow() {
        for (int passes = 0; passes < 10; passes++) {
            assertThat(rate(new Standing(passes, 0, 0), 1)).isEqualTo(1);
        }
        assertThat(rate(new Standing(10, 0, 0), 1)).isEqualTo(0.1);
    }

    @Test
    void checksAllWorkOfWhoeverIsLittleTrustedOrSuspected() {
        var known = new Standing(1000, 0, 0);
        assertThat(rate(known, 0.59)).isEqualTo(1);
        assertThat(rate(known, Double.NaN)).isEqualTo(1);
        assertThat(RATE.of(known, 0.9, Care.ORDINARY, true, NOW)).isEqualTo(1);
        assertThat(rate(known, 0.6)).isEqualTo(0.03);
    }

    @Test
    void neverFallsBelowTheFloor() {
        var milker = new Standing(Integer.MAX_VALUE, 0, 0);
        assertThat(rate(milker, 1)).isEqualTo(0.03);
        assertThat(RATE.of(milker, 1, Care.CRITICAL, false, NOW)).isEqualTo(0.10);
    }

    @Test
    void checksFiftyMoreAfterAFailureAndTwiceAsOftenAfterALateAnswer() {
        var failed = new Standing(1000, 0, 0).failed(50);
        assertThat(failed.passes()).isZero();
        assertThat(rate(failed.passed(49), 1)).isEqualTo(1);
        assertThat(rate(failed.passed(50), 1)).isEqualTo(0.03);

        var late = new Standing(1000, 0, 0).late(NOW + 1);
        assertThat(rate(late, 1)).isEqualTo(0.06);
        assertThat(RATE.of(late, 1, Care.ORDINARY, false, NOW + 1)).isEqualTo(0.03);
    }

    @Test
    void drawsAtLeastOneAsOftenAsBatchTimesRate() {
        for (int size : List.of(1, 2, 8, 32, 64)) {
            for (double rate : List.of(0.01, 0.03, 0.1, 0.5)) {
                int trials = 40_000;
                var sampler = new Sampler(new SplittableRandom(size * 31L + (long) (rate * 1000)));
                var committed = new Commitment(ContentId.of("x"), size);
                int some = 0;
                long chunks = 0;
                for (int i = 0; i < trials; i++) {
                    List<Integer> drawn = sampler.draw(committed, rate);
                    assertThat(drawn).isSorted().doesNotHaveDuplicates();
                    assertThat(drawn).allMatch(c -> c >= 0 && c < committed.leaves());
                    if (!drawn.isEmpty()) some++;
                    chunks += drawn.size();
                }
                String what = "batch of " + size + " at " + rate;
                assertThat((double) some / trials)
                        .as(what)
                        .isCloseTo(Math.min(1, size * rate), within(0.012));
                double expected = Sampler.expected(size, rate);
                assertThat((double) chunks / trials)
                        .as(what)
                        .isCloseTo(expected, within(0.02 * expected + 0.01));
            }
        }
    }

    @Test
    void drawsEverythingAtRateOne() {
        var sampler = new Sampler(new SplittableRandom(1));
        assertThat(sampler.draw(new Commitment(ContentId.of("x"), 5), 1))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void knowsTheFiguresOfTheReference() {
        assertThat(AuditLaw.resultsUntil(0.99, 0.03, 1, 1)).isEqualTo(151);
        assertThat(AuditLaw.resultsUntil(0.99, 0.03, 0.1, 1)).isBetween(1532L, 1533L);
        assertThat(AuditLaw.resultsUntil(0.99, 1, 1, 1)).isEqualTo(1);
        assertThat(AuditLaw.detected(151, 0.03, 1, 1)).isCloseTo(0.99, within(0.0005));
        assertThat(AuditLaw.wrongTaken(0.03, 1)).isCloseTo(32.3, within(0.1));
        assertThat(AuditLaw.overheadWithoutFloor(5000)).isEqualTo(0.02);
        assertThat(AuditLaw.overhead(5000, 0.03, 10)).isCloseTo(0.034, within(0.002));
        assertThat(AuditLaw.overhead(20_000, 0.03, 10)).isCloseTo(0.031, within(0.001));
        assertThat(AuditLaw.overhead(20_000, 0, 10))
                .isCloseTo(AuditLaw.overheadWithoutFloor(20_000), within(0.001));
        assertThat(AuditLaw.quorumWrong(0.1, 2)).isCloseTo(0.01, within(1e-12));
        assertThat(AuditLaw.quorumWrong(0.1, 3)).isCloseTo(0.001, within(1e-12));
        assertThat(AuditLaw.effective(0.03, 1, 0.002)).isEqualTo(0.002);
        assertThat(AuditLaw.effective(0.03, 0.5, 0.002)).isEqualTo(0.015);
    }

    @Test
    void detectsAsOftenAsTheFormulaSays() {
        var random = new SplittableRandom(4);
        var sampler = new Sampler(random);
        var one = new Commitment(ContentId.of("x"), 1);
        for (double cheated : List.of(1.0, 0.1)) {
            int trials = 4000;
            int within = 300;
            int found = 0;
            long taken = 0;
            for (int i = 0; i < trials; i++) {
                int results = 0;
                long wrong = 0;
                while (true) {
                    results++;
                    boolean cheats = random.nextDouble() < cheated;
                    boolean checked = !sampler.draw(one, 0.03).isEmpty();
                    if (cheats && checked) break;
                    if (cheats) wrong++;
                }
                if (results <= within) found++;
                taken += wrong;
            }
            assertThat((double) found / trials)
                    .as("share " + cheated)
                    .isCloseTo(AuditLaw.detected(within, 0.03, cheated, 1), within(0.025));
            assertThat((double) taken / trials)
                    .as("cheating less often does not pay: share " + cheated)
                    .isCloseTo(AuditLaw.wrongTaken(0.03, 1), within(2.5));
        }
    }

    @Test
    void costsAnHonestAgentWhatTheFormulaSays() {
        var sampler = new Sampler(new SplittableRandom(5));
        var one = new Commitment(ContentId.of("x"), 1);
        int runs = 200;
        int results = 5000;
        long checks = 0;
        for (int run = 0; run < runs; run++) {
            var standing = Standing.NEW;
            for (int i = 0; i < results; i++) {
                int drawn = sampler.draw(one, rate(standing, 1)).size();
                standing = standing.passed(drawn);
                checks += drawn;
            }
        }
        assertThat((double) checks / runs / results)
                .isCloseTo(AuditLaw.overhead(results, 0.03, 10), within(0.002))
                .isLessThan(0.05);
    }

    private static double rate(Standing standing, double trust) {
        return RATE.of(standing, trust, Care.ORDINARY, false, NOW);
    }
}
