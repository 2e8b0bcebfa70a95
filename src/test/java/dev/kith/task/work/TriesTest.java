package dev.kith.task.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Failure;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Work is given up when enough distinct agents failed at it, and for nothing else. */
class TriesTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    3,
                    3.0,
                    Duration.ofSeconds(1));
    private static final Failure BROKEN = new Failure(Failure.Code.MODEL_UNAVAILABLE, "broken");
    private static final Failure INVALID = new Failure(Failure.Code.INVALID_INPUT, "invalid");
    private static final Failure BUSY = new Failure(Failure.Code.OVERLOADED, "busy");

    private final Tries tries = new Tries(POLICY, new Random(1));

    @Test
    void givesUpAfterThreeDistinctAgents() {
        assertThat(tries.refused("a", INVALID, 9)).isEmpty();
        assertThat(tries.refused("a", INVALID, 9)).isEmpty();
        assertThat(tries.refused("b", BROKEN, 9)).isEmpty();
        assertThat(tries.refused("c", INVALID, 9)).contains(INVALID);
    }

    @Test
    void neverCountsAFullQueue() {
        for (int i = 0; i < 100; i++) {
            assertThat(tries.refused("agent" + i, BUSY, 3)).isEmpty();
        }
    }

    @Test
    void neverCountsAnAgentThatPauses() {
        var paused = new Failure(Failure.Code.PAUSED, "a person uses this machine");
        for (int i = 0; i < 100; i++) {
            assertThat(tries.refused("agent" + i, paused, 3)).isEmpty();
        }
    }

    @Test
    void neverCountsClocksThatDiffer() {
        var apart = new Failure(Failure.Code.CLOCKS_APART, "an hour");
        for (int i = 0; i < 100; i++) {
            assertThat(tries.refused("agent" + i, apart, 3)).isEmpty();
        }
    }

    @Test
    void believesAllAgentsThereAreThatTheInputIsInvalid() {
        assertThat(tries.refused("only", INVALID, 1)).contains(INVALID);
    }

    @Test
    void triesTheOnlyAgentAgainWhenItMayRecover() {
        assertThat(tries.refused("only", BROKEN, 1)).isEmpty();
        assertThat(tries.refused("only", BROKEN, 1)).isEmpty();
        assertThat(tries.refused("only", BROKEN, 1)).contains(BROKEN);
    }

    @Test
    void countsNoAgentThatIsNotKnown() {
        for (int i = 0; i < 5; i++) assertThat(tries.refused("", INVALID, 3)).isEmpty();
    }

    @Test
    void waitsLongerEachTimeUpToALimit() {
        assertThat(POLICY.backOff(1, 0)).isEqualTo(Duration.ofMillis(50));
        assertThat(POLICY.backOff(3, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(POLICY.backOff(50, 0.999))
                .isBetween(Duration.ofMillis(1998), Duration.ofSeconds(2));
        assertThat(POLICY.timeout(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(POLICY.timeout(2)).isEqualTo(Duration.ofSeconds(30));
        assertThat(POLICY.timeout(50)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void numbersEveryTryAnew() {
        assertThat(tries.begin()).isZero();
        assertThat(tries.begin()).isEqualTo(1);
    }
}
