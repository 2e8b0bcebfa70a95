package dev.kith.idle;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Settings, readings and moments for tests. */
public final class IdleSamples {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private IdleSamples() {}

    /** The defaults with these lines of HOCON over them, relative to {@code kith.idle}. */
    public static IdleSettings settings(String hocon) {
        return IdleSettings.from(
                ConfigFactory.parseString(hocon)
                        .withFallback(ConfigFactory.load("application").getConfig("kith.idle"))
                        .resolve());
    }

    /** So long after noon of a Monday. */
    static Moment after(Duration time) {
        return new Moment(NOON.plus(time), time);
    }

    static Moment second(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** A machine with four processors, of which others use this share. */
    static Readings loaded(double share) {
        return new Readings(
                4,
                Optional.of(share),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Readings unused(Duration time) {
        return new Readings(
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(time));
    }

    static Readings battery(boolean inUse, int percent) {
        return new Readings(
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Readings.Battery(inUse, percent)),
                Optional.empty(),
                Optional.empty());
    }

    static Readings heatLeft(double degrees) {
        return new Readings(
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(degrees),
                Optional.empty());
    }

    static Readings memory(long bytes) {
        return new Readings(
                4,
                Optional.empty(),
                Optional.of(bytes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
