package dev.kith.node.reunion.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * An agent changes parts at once after a calm time, later and later when that goes on, and not for
 * ever.
 */
class RestartsTest {
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;

    private final Restarts restarts = new Restarts(World.SETTINGS);

    @Test
    void mayAtOnceTheFirstTime() {
        assertThat(restarts.next(5 * SECOND)).isEqualTo(5 * SECOND);
    }

    @Test
    void waitsTwiceAsLongEachTime() {
        restarts.record(0, false);
        assertThat(restarts.next(1)).isEqualTo(15 * SECOND);
        restarts.record(20 * SECOND, false);
        assertThat(restarts.next(21 * SECOND)).isEqualTo(50 * SECOND);
    }

    @Test
    void staysWhereItIsAfterSixWithinTheHour() {
        for (int i = 0; i < 6; i++) restarts.record(i * 60L * SECOND, false);

        assertThat(restarts.next(6 * 60 * SECOND)).isEqualTo(HOUR);
        assertThat(restarts.next(HOUR + 6 * 60 * SECOND)).isEqualTo(HOUR + 6 * 60 * SECOND);
    }

    @Test
    void goesOnApartWhenTheOthersRemovedItAgainAndAgain() {
        restarts.record(0, true);
        restarts.record(10 * SECOND, true);
        assertThat(restarts.apart(11 * SECOND)).isFalse();
        restarts.record(20 * SECOND, true);

        assertThat(restarts.apart(21 * SECOND)).isTrue();
        assertThat(restarts.apart(HOUR + 30 * SECOND)).isFalse();
    }
}
