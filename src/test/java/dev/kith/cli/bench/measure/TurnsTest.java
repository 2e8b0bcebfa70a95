package dev.kith.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contenders take turns in a fixed order, each with the round's own input, within limits. */
class TurnsTest {
    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    private Contender contender(String name, double seconds) {
        return new Contender(
                name,
                round -> {
                    log.add(name + round);
                    now = now.plusMillis(Math.round(seconds * 1000));
                    return 10 * (round + 1);
                });
    }

    @Test
    void interleavesAndForgetsTheWarmUp() {
        var limits = new Limits(2, Duration.ofHours(1), 1);

        Turns turns =
                Turns.run(
                        List.of(contender("a", 1), contender("b", 1)), limits, clock, (_, _) -> {});

        assertThat(log).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
        assertThat(turns.of("a")).containsExactly(20.0, 30.0);
        assertThat(turns.ratio("a", "b")).isEqualTo(new Spread(1, 1, 1, 2));
    }

    @Test
    void beginsNoRoundAfterItsTimeButEndsTheOneItIsIn() {
        var limits = new Limits(100, Duration.ofSeconds(10), 0);

        Turns turns =
                Turns.run(
                        List.of(contender("a", 3), contender("b", 3)), limits, clock, (_, _) -> {});

        assertThat(turns.of("a")).hasSize(2);
        assertThat(turns.of("b")).hasSize(2);
    }

    @Test
    void measuresOnceHoweverLongThatTakes() {
        var limits = new Limits(5, Duration.ofSeconds(1), 1);

        Turns turns = Turns.run(List.of(contender("slow", 60)), limits, clock, (_, _) -> {});

        assertThat(log).containsExactly("slow0", "slow1");
        assertThat(turns.of("slow")).containsExactly(20.0);
    }

    @Test
    void tellsHowFarItIs() {
        List<Double> heard = new ArrayList<>();
        var limits = new Limits(2, Duration.ofHours(1), 0);

        Turns.run(
                List.of(contender("a", 1), contender("b", 1)),
                limits,
                clock,
                (share, _) -> heard.add(share));

        assertThat(heard).containsExactly(0.0, 0.25, 0.5, 0.75);
    }

    @Test
    void takesNoFigureThatIsNone() {
        var limits = new Limits(1, Duration.ofHours(1), 0);
        var none = new Contender("none", _ -> 0);

        assertThatThrownBy(() -> Turns.run(List.of(none), limits, clock, (_, _) -> {}))
                .hasMessage("none gave 0.0");
        assertThatThrownBy(() ->
                        Turns.run(
                                List.of(contender("a", 1), contender("a", 1)),
                                limits,
                                clock,
                                (_, _) -> {}))
                .hasMessageContaining("not all names differ");
    }

    @Test
    void measuresByTheGivenClock() {
        Runnable twoSeconds = () -> now = now.plusSeconds(2);

        assertThat(Turns.perSecond(10, clock, twoSeconds)).isCloseTo(5, within(1e-9));
        assertThat(Turns.seconds(clock, () -> {})).isPositive();
    }
}
