package dev.kith.task.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Every version is later than all that this agent gave or saw, whatever its wall clock does. */
class VersionClockTest {
    private final AtomicLong millis = new AtomicLong(1000);
    private final InstantSource time = () -> Instant.ofEpochMilli(millis.get());
    private final VersionClock clock = new VersionClock(time, "me");

    @Test
    void goesOnWhileTheWallClockStandsOrRunsBack() {
        Version first = clock.next();
        Version second = clock.next();
        millis.set(10);
        Version third = clock.next();

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(third);
        assertThat(first.millis()).isEqualTo(1000);
    }

    @Test
    void isLaterThanWhatOthersGave() {
        var seen = new Version(Version.tick(0, 5000), "zz");

        clock.observe(seen);

        assertThat(clock.next()).isGreaterThan(seen);
    }

    @Test
    void catchesUpWithTheWallClock() {
        clock.next();
        millis.set(7000);

        assertThat(clock.next().millis()).isEqualTo(7000);
    }
}
