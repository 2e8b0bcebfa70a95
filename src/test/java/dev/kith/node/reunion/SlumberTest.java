package dev.kith.node.reunion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The promise of waking up: a long sleep is noticed once, and being slow is no sleep. */
class SlumberTest {
    private final Slumber slumber = new Slumber(4_000, 1_000);

    @Test
    void noticesALongSleepOnce() {
        assertThat(slumber.endedAt(9_200)).isEqualTo(8_200);

        assertThat(slumber.endedAt(9_400)).isZero();
    }

    @Test
    void takesNoSlownessForSleep() {
        assertThat(slumber.endedAt(5_000)).isZero();
        assertThat(slumber.endedAt(9_000)).isZero();
    }
}
