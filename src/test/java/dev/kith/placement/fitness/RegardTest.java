package dev.kith.placement.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.FixedTrust;
import dev.kith.wire.board.BoardCast;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A newcomer is given enough to become known, and nobody gains by failing. */
class RegardTest {
    private static final double SHARE = 0.25;
    private static final AgentId AGENT = BoardCast.agent(1).id();

    @Test
    void givesAnUnknownAgentTheShareOfANewcomer() {
        assertThat(regard(0, 0).factor()).isCloseTo(SHARE, within(1e-9));
        assertThat(Regard.unknown(SHARE).factor()).isEqualTo(SHARE);
    }

    @Test
    void givesAProvenAgentMuchMoreAndAFailingOneMuchLess() {
        assertThat(regard(20, 0).factor()).isGreaterThan(0.75);
        assertThat(regard(0, 2).factor()).isLessThan(0.1);
        assertThat(regard(0, 20).factor()).isLessThan(0.01);
    }

    @Test
    void neverFallsWithWhatIsGoodNorRisesWithWhatIsBad() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            double good = random.nextDouble(40);
            double bad = random.nextDouble(40);
            double more = random.nextDouble(5);

            double factor = regard(good, bad).factor();

            assertThat(factor).isBetween(0.0, 1.0);
            assertThat(regard(good + more, bad).factor())
                    .as("good %s + %s, bad %s", good, more, bad)
                    .isGreaterThanOrEqualTo(factor - 1e-12);
            assertThat(regard(good, bad + more).factor())
                    .as("good %s, bad %s + %s", good, bad, more)
                    .isLessThanOrEqualTo(factor + 1e-12);
        }
    }

    private static Regard regard(double good, double bad) {
        var trust = new FixedTrust().seen(AGENT, good, bad);
        return Regard.of(trust.score(AGENT, Capability.EMBED), SHARE);
    }
}
