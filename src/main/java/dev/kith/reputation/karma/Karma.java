package dev.kith.reputation.karma;

import java.time.Duration;

/**
 * Units of verified work, fading by half in each half-life.
 *
 * <p>Source: BOINC's {@code update_average} with {@code CREDIT_HALF_LIFE} of seven days.
 *
 * @param amount units as of {@code time}, at least 0
 * @param time milliseconds since 1970
 */
public record Karma(double amount, long time) {
    /** Of an agent that has done nothing. */
    public static final Karma NONE = new Karma(0, 0);

    public Karma {
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("not an amount of karma: " + amount);
        }
    }

    /** Units as of now, or as of its own time where that is later. */
    public double at(long now, Duration halfLife) {
        return left(amount, now - time, halfLife);
    }

    /** With units for work that was done at a time, whenever that was. */
    Karma credit(double units, long when, Duration halfLife) {
        if (!(units >= 0)) throw new IllegalArgumentException("negative credit: " + units);
        long latest = Math.max(time, when);
        return new Karma(
                left(amount, latest - time, halfLife) + left(units, latest - when, halfLife),
                latest);
    }

    /** Without the credit of work that turned out to be none; never below 0. */
    Karma revoke(double units, long when, Duration halfLife) {
        if (!(units >= 0)) throw new IllegalArgumentException("negative credit: " + units);
        long latest = Math.max(time, when);
        double rest = left(amount, latest - time, halfLife) - left(units, latest - when, halfLife);
        return new Karma(Math.max(0, rest), latest);
    }

    /** What requests of its owner weigh against others': 1 + log2(1 + K), at least 1. */
    public double priority(long now, Duration halfLife) {
        return 1 + Math.log1p(at(now, halfLife)) / Math.log(2);
    }

    private static double left(double units, long ageMillis, Duration halfLife) {
        return ageMillis <= 0
                ? units
                : units * Math.pow(2, -(double) ageMillis / halfLife.toMillis());
    }
}
