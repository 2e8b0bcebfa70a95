package dev.kith.cli.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying again: twice as long each time, up to a limit, never in step. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final double SPREAD = 0.25;

    private final RandomGenerator random;
    private Duration next = FIRST;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait: within a quarter of 0.25 s, 0.5 s, 1 s … 8 s. */
    public Duration next() {
        double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
        Duration wait = Duration.ofMillis(Math.round(next.toMillis() * factor));
        next = next.multipliedBy(2);
        if (next.compareTo(LONGEST) > 0) next = LONGEST;
        return wait;
    }

    /** Something went well: begin again with a short wait. */
    public void reset() {
        next = FIRST;
    }
}
