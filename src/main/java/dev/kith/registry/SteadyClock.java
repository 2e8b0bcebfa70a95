package dev.kith.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's clock without its jumps: where it jumps by more than a minute while the process
 * runs, the time as it was goes on. Only when the clock has stayed with its new time for a while is
 * that taken over, because then somebody set it right. Safe from any thread.
 *
 * <p>Sleep is no jump. It is told from one by the system's time since it was booted, which counts
 * sleep; where the system has none, the clock is followed when it jumps ahead and not when it jumps
 * back.
 */
public final class SteadyClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

    private static final long JUMP_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long TAKEN_OVER_MILLIS = TimeUnit.MINUTES.toMillis(10);

    /** What all three said at one moment, in milliseconds. */
    private record Moment(long wall, long even, OptionalLong booted) {
        /** What the wall clock should say at {@code now}. */
        long wallAt(Moment now) {
            boolean both = booted.isPresent() && now.booted.isPresent();
            long passed = both ? now.booted.getAsLong() - booted.getAsLong() : now.even - even;
            return wall + passed;
        }
    }

    private final InstantSource own;
    private final LongSupplier nanos;
    private final Supplier<OptionalLong> booted;
    private Moment base;
    private OptionalLong jumped = OptionalLong.empty();

    /**
     * A clock that trusts {@code own} as it is now.
     *
     * @param own this machine's
     * @param nanos goes on evenly, whatever is done to {@code own}
     * @param booted milliseconds since the machine was booted, asleep or awake; where it has that
     */
    public SteadyClock(InstantSource own, LongSupplier nanos, Supplier<OptionalLong> booted) {
        this.own = own;
        this.nanos = nanos;
        this.booted = booted;
        this.base = now();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public synchronized long millis() {
        long wall = own.millis();
        long even = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
        if (isNear(wall, base.wall + even - base.even)) return follow(wall);
        Moment now = now();
        long expected = base.wallAt(now);
        boolean wakes = now.booted.isEmpty() && now.wall > expected;
        if (wakes || isNear(now.wall, expected)) {
            base = now;
            return follow(now.wall);
        }
        if (jumped.isEmpty()) {
            jumped = OptionalLong.of(even);
            LOG.warn(
                    "the clock of this machine jumped by {} s; the time as it was goes on, and the"
                            + " new one counts if the clock stays with it for {} minutes",
                    TimeUnit.MILLISECONDS.toSeconds(now.wall - expected),
                    TimeUnit.MILLISECONDS.toMinutes(TAKEN_OVER_MILLIS));
        }
        if (even - jumped.getAsLong() < TAKEN_OVER_MILLIS) return expected;
        base = now;
        return follow(now.wall);
    }

    /** Small steps, by which clocks are kept right, add up to no jump. */
    private long follow(long wall) {
        jumped = OptionalLong.empty();
        if (Math.abs(wall - base.wall) > JUMP_MILLIS) base = now();
        return wall;
    }

    private Moment now() {
        return new Moment(
                own.millis(), TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()), booted.get());
    }

    private static boolean isNear(long one, long other) {
        return Math.abs(one - other) <= JUMP_MILLIS;
    }
}
