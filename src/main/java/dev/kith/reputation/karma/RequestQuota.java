package dev.kith.reputation.karma;

import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket: how many requests an agent may still make of a busy one. It holds base + c·K and
 * fills evenly in one period.
 *
 * @param tokens as of {@code time}, at least 0
 * @param time milliseconds since 1970
 */
public record RequestQuota(double tokens, long time) {
    public RequestQuota {
        if (!(tokens >= 0)) throw new IllegalArgumentException("negative tokens: " + tokens);
    }

    /** Most that a bucket holds. */
    public static double size(double karma, KarmaSettings settings) {
        return settings.quotaBase() + settings.quotaPerKarma() * karma;
    }

    /** A full bucket. */
    public static RequestQuota full(double karma, long now, KarmaSettings settings) {
        return new RequestQuota(size(karma, settings), now);
    }

    /**
     * Takes a token.
     *
     * @param karma of the one who asks, at least 0
     * @return what is left, or nothing where there is none to take
     */
    public Optional<RequestQuota> take(double karma, long now, KarmaSettings settings) {
        double filled = filled(karma, now, settings);
        if (filled < 1) return Optional.empty();
        return Optional.of(new RequestQuota(filled - 1, Math.max(now, time)));
    }

    /** How long until there is a token again; zero where there is one. */
    public Duration wait(double karma, long now, KarmaSettings settings) {
        double lacking = 1 - filled(karma, now, settings);
        if (lacking <= 0) return Duration.ZERO;
        double perMilli = size(karma, settings) / settings.quotaPeriod().toMillis();
        return Duration.ofMillis((long) Math.ceil(lacking / perMilli));
    }

    private double filled(double karma, long now, KarmaSettings settings) {
        double size = size(karma, settings);
        double share = (double) Math.max(0, now - time) / settings.quotaPeriod().toMillis();
        return Math.min(size, tokens + share * size);
    }
}
