package dev.kith.task.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Every version is later than all that is known of its document, and else follows the time. */
class VersionClockTest {
    private static final long HOUR = 3_600_000;

    private final AtomicLong millis = new AtomicLong(10 * HOUR);
    private final InstantSource time = () -> Instant.ofEpochMilli(millis.get());
    private final VersionClock clock = new VersionClock(time, "me");

    @Test
    void goesOnWhileTheWallClockStandsOrRunsBackALittle() {
        Version first = next();
        Version second = next();
        millis.addAndGet(-900);
        Version third = next();

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(third);
        assertThat(first.millis()).isEqualTo(10 * HOUR);
    }

    @Test
    void isLaterThanWhatOthersGaveToTheDocument() {
        Version soon = at(10 * HOUR + 30_000);
        Version muchLater = at(11 * HOUR);

        assertThat(clock.next(Optional.of(soon))).isGreaterThan(soon);
        assertThat(clock.next(Optional.of(muchLater))).isGreaterThan(muchLater);
    }

    @Test
    void isLaterThanWhatOthersGaveToAnyIfThatIsNearTheTime() {
        Version soon = at(10 * HOUR + 30_000);

        clock.observe(soon);

        assertThat(next()).isGreaterThan(soon);
    }

    /** Or of two writes in parts that do not see each other the earlier one could win. */
    @Test
    void doesNotTakeVersionsOfAWrongClockForTheTime() {
        clock.observe(at(11 * HOUR));
        Version exceeding = clock.next(Optional.of(at(11 * HOUR)));
        Version other = next();

        assertThat(exceeding.millis()).isEqualTo(11 * HOUR);
        assertThat(other.millis()).isEqualTo(10 * HOUR);
    }

    @Test
    void followsTheClockBackWhenThatWasWrong() {
        millis.addAndGet(HOUR);
        Version wrong = next();
        millis.addAndGet(-HOUR);

        assertThat(next().millis()).isEqualTo(10 * HOUR);
        assertThat(clock.next(Optional.of(wrong))).isGreaterThan(wrong);
    }

    @Test
    void givesNoVersionTwiceToADocumentThatIsAhead() {
        Version known = at(11 * HOUR);

        Version one = clock.next(Optional.of(known));
        Version two = clock.next(Optional.of(known));

        assertThat(two).isGreaterThan(one);
    }

    @Test
    void catchesUpWithTheWallClock() {
        next();
        millis.addAndGet(7000);

        assertThat(next().millis()).isEqualTo(10 * HOUR + 7000);
    }

    private Version next() {
        return clock.next(Optional.empty());
    }

    private static Version at(long millis) {
        return new Version(Version.tick(0, millis), "zz");
    }
}
