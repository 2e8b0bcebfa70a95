package dev.kith.placement.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work should take what its agent measured, or what such work took lately where that is more. */
class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void expectsNothingOfWhatItKnowsNothingOf() {
        pace.took(Capability.CHUNK, 1, Duration.ofSeconds(1));

        assertThat(pace.expected(Capability.EMBED, 32, 0)).isEmpty();
    }

    @Test
    void goesByWhatTheAgentMeasuredAndByTheLength() {
        assertThat(pace.expected(Capability.EMBED, 32, 16)).contains(Duration.ofSeconds(2));
        assertThat(pace.expected(Capability.EMBED, 8, 16)).contains(Duration.ofMillis(500));
    }

    @Test
    void goesByTheMedianWhereNothingIsMeasured() {
        for (int seconds : new int[] {1, 2, 50}) {
            pace.took(Capability.EMBED, 10, Duration.ofSeconds(seconds));
        }

        assertThat(pace.expected(Capability.EMBED, 20, 0)).contains(Duration.ofSeconds(4));
    }

    @Test
    void takesAllForSlowWhereAllAreBusySoThatNothingIsDoneTwice() {
        for (int i = 0; i < 10; i++) pace.took(Capability.EMBED, 32, Duration.ofSeconds(20));

        assertThat(pace.expected(Capability.EMBED, 32, 32)).contains(Duration.ofSeconds(20));
    }

    @Test
    void forgetsWhatWasLongAgo() {
        for (int i = 0; i < 100; i++) pace.took(Capability.EMBED, 1, Duration.ofSeconds(9));
        for (int i = 0; i < 64; i++) pace.took(Capability.EMBED, 1, Duration.ofSeconds(1));

        assertThat(pace.expected(Capability.EMBED, 1, 0)).contains(Duration.ofSeconds(1));
    }
}
