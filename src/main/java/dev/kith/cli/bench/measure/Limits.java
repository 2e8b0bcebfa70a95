package dev.kith.cli.bench.measure;

import java.time.Duration;

/**
 * How long a comparison goes on.
 *
 * @param rounds most rounds that count, at least 1
 * @param time no further round begins after it, though one round is always run
 * @param warmUps rounds before, which do not count
 */
public record Limits(int rounds, Duration time, int warmUps) {
    public Limits {
        if (rounds < 1) throw new IllegalArgumentException("rounds is " + rounds);
        if (warmUps < 0) throw new IllegalArgumentException("warmUps is " + warmUps);
        if (!time.isPositive()) throw new IllegalArgumentException("time is " + time);
    }
}
