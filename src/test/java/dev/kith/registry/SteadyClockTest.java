package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time goes on as it was while the machine's clock jumps, and follows it in all else. */
class SteadyClockTest {
    private static final long START = Duration.ofDays(20_000).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final AtomicLong wall = new AtomicLong(START);
    private final AtomicLong awake = new AtomicLong(5_000);
    private final AtomicLong booted = new AtomicLong(7_000);
    private final SteadyClock clock = clock(true);

    @Test
    void followsTheMachinesClock() {
        for (int i = 1; i <= 10_000; i++) {
            pass(HOUR / 60);
            assertThat(clock.millis()).isEqualTo(wall.get());
        }
    }

    @Test
    void followsSmallCorrections() {
        for (int i = 1; i <= 1_000; i++) {
            pass(HOUR / 60);
            wall.addAndGet(i % 2 == 0 ? 40_000 : 20_000);
            assertThat(clock.millis()).isEqualTo(wall.get());
        }
    }

    @Test
    void goesOnAsBeforeWhileTheClockIsAnHourAheadOrBehind() {
        for (long jump : new long[] {HOUR, -HOUR}) {
            long before = clock.millis();
            wall.addAndGet(jump);
            assertThat(clock.millis()).isEqualTo(before);
            pass(30_000);
            assertThat(clock.millis()).isEqualTo(before + 30_000);
            wall.addAndGet(-jump);
            pass(1_000);
            assertThat(clock.millis()).isEqualTo(wall.get());
        }
    }

    @Test
    void takesOverATimeThatTheClockStaysWith() {
        clock.millis();
        wall.addAndGet(HOUR);
        clock.millis();
        pass(Duration.ofMinutes(9).toMillis());
        assertThat(clock.millis()).isEqualTo(wall.get() - HOUR);
        pass(Duration.ofMinutes(2).toMillis());

        assertThat(clock.millis()).isEqualTo(wall.get());
        pass(1_000);
        assertThat(clock.millis()).isEqualTo(wall.get());
    }

    @Test
    void doesNotTakeSleepForAJump() {
        clock.millis();
        wall.addAndGet(8 * HOUR);
        booted.addAndGet(8 * HOUR);

        assertThat(clock.millis()).isEqualTo(wall.get());
    }

    @Test
    void knowsAJumpAfterSleepFromTheSleep() {
        clock.millis();
        wall.addAndGet(9 * HOUR);
        booted.addAndGet(8 * HOUR);

        assertThat(clock.millis()).isEqualTo(wall.get() - HOUR);
    }

    @Test
    void followsAheadAndNotBackWhereSleepCannotBeTold() {
        SteadyClock unsure = clock(false);
        wall.addAndGet(HOUR);
        assertThat(unsure.millis()).isEqualTo(wall.get());
        long before = wall.get();
        wall.addAndGet(-HOUR);
        assertThat(unsure.millis()).isEqualTo(before);
    }

    private SteadyClock clock(boolean tellsSleep) {
        return new SteadyClock(
                () -> Instant.ofEpochMilli(wall.get()),
                () -> awake.get() * 1_000_000,
                () -> tellsSleep ? OptionalLong.of(booted.get()) : OptionalLong.empty());
    }

    private void pass(long millis) {
        wall.addAndGet(millis);
        awake.addAndGet(millis);
        booted.addAndGet(millis);
    }
}
