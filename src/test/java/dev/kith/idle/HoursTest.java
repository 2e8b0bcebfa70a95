package dev.kith.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours are what the clock on the wall shows, over midnight and when clocks are changed. */
class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void holdsAtAnyTimeWhereNoneAreSet() {
        assertThat(Hours.parse("").contain(at("2026-03-02T12:00"))).isTrue();
        assertThat(Hours.parse(" ; ").contain(at("2026-03-02T12:00"))).isTrue();
    }

    @Test
    void beginsAtItsFirstMinuteAndEndsBeforeItsLast() {
        var hours = Hours.parse("09:00-17:30");

        assertThat(hours.contain(at("2026-03-02T08:59"))).isFalse();
        assertThat(hours.contain(at("2026-03-02T09:00"))).isTrue();
        assertThat(hours.contain(at("2026-03-02T17:29"))).isTrue();
        assertThat(hours.contain(at("2026-03-02T17:30"))).isFalse();
    }

    @Test
    void goesOnOverMidnightUntilTheMorningAfterItsDay() {
        var nights = Hours.parse("mon-fri 18:00-08:00");

        assertThat(nights.contain(at("2026-03-02T07:59"))).as("Monday, of Sunday").isFalse();
        assertThat(nights.contain(at("2026-03-02T18:00"))).as("Monday").isTrue();
        assertThat(nights.contain(at("2026-03-03T07:59"))).as("Tuesday").isTrue();
        assertThat(nights.contain(at("2026-03-03T08:00"))).as("Tuesday").isFalse();
        assertThat(nights.contain(at("2026-03-07T07:59"))).as("Saturday, of Friday").isTrue();
        assertThat(nights.contain(at("2026-03-07T18:00"))).as("Saturday").isFalse();
    }

    @Test
    void takesWholeDaysAndDaysThatGoOnOverSunday() {
        var weekend = Hours.parse("mon-thu 20:00-24:00; Fri-Mon 00:00-24:00");

        assertThat(weekend.contain(at("2026-03-06T00:00"))).as("Friday").isTrue();
        assertThat(weekend.contain(at("2026-03-08T23:59"))).as("Sunday").isTrue();
        assertThat(weekend.contain(at("2026-03-09T23:59"))).as("Monday").isTrue();
        assertThat(weekend.contain(at("2026-03-10T00:00"))).as("Tuesday").isFalse();
        assertThat(weekend.contain(at("2026-03-10T20:00"))).as("Tuesday").isTrue();
    }

    @Test
    void keepsToTheClockOnTheWallInTheNightThatClocksGoForward() {
        var night = Hours.parse("sat 22:00-03:30");
        ZonedDateTime begin = at("2026-03-28T22:00");

        assertThat(night.contain(begin)).isTrue();
        assertThat(night.contain(begin.plusHours(4).plusMinutes(29))).as("03:29").isTrue();
        assertThat(night.contain(begin.plusHours(4).plusMinutes(30))).as("03:30").isFalse();
    }

    @Test
    void keepsToTheClockOnTheWallInTheNightThatClocksGoBack() {
        var night = Hours.parse("sat 22:00-03:30");
        ZonedDateTime begin = at("2026-10-24T22:00");

        assertThat(night.contain(begin.plusHours(6).plusMinutes(29))).as("03:29").isTrue();
        assertThat(night.contain(begin.plusHours(6).plusMinutes(30))).as("03:30").isFalse();
    }

    @Test
    void refusesWhatItCannotReadAndSaysHowToWriteIt() {
        for (String wrong :
                List.of(
                        "always",
                        "mon 8-17",
                        "mon-tue-wed 08:00-09:00",
                        "someday 08:00-09:00",
                        "08:00-08:00",
                        "24:00-08:00",
                        "08:60-09:00",
                        "25:00-26:00")) {
            assertThatThrownBy(() -> Hours.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mon-fri 18:00-08:00");
        }
    }

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN);
    }
}
