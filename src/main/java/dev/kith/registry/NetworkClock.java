package dev.kith.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which agents talk to each other: that of this machine's clock, unless it is far from
 * what most agents' clocks say; then theirs, so that one clock that jumps disturbs nobody. Safe
 * from any thread; one writer.
 *
 * <p>What the others' clocks say is told by their cards, and goes on meanwhile as this process's
 * own, unadjusted clock does. Of an even number the lower of the two in the middle counts, so that
 * two agents agree as well.
 */
public final class NetworkClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkClock.class);

    /** Nearer than that, everybody goes by the own clock, which is the most exact. */
    private static final long TRUSTED_MILLIS = TimeUnit.MINUTES.toMillis(1);

    /** What a clock said, and when that was heard. */
    private record Reading(long said, long nanos) {}

    private final InstantSource own;
    private final LongSupplier nanos;
    private volatile Map<String, Reading> others = Map.of();
    private boolean strayed;

    /**
     * A clock that knows no others yet.
     *
     * @param own this machine's
     * @param nanos goes on evenly, whatever is done to {@code own}
     */
    public NetworkClock(InstantSource own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
    }

    /** This machine's alone, whatever the others say. */
    public InstantSource own() {
        return own;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        long here = own.millis();
        long there = middle(here);
        return Math.abs(there - here) <= TRUSTED_MILLIS ? here : there;
    }

    /** The lower middle of all clocks, this machine's among them. */
    private long middle(long here) {
        Map<String, Reading> known = others;
        long[] times = new long[known.size() + 1];
        int count = 0;
        times[count++] = here;
        long now = nanos.getAsLong();
        for (Reading reading : known.values()) {
            times[count++] = reading.said() + TimeUnit.NANOSECONDS.toMillis(now - reading.nanos());
        }
        Arrays.sort(times);
        return times[(count - 1) / 2];
    }

    /**
     * What the clocks of all other agents that are here said last, by address; a time that was
     * heard before is no news.
     */
    void heard(Map<String, Long> said) {
        long now = nanos.getAsLong();
        Map<String, Reading> next = new HashMap<>();
        said.forEach((agent, time) -> {
            Reading before = others.get(agent);
            boolean news = before == null || before.said() != time;
            next.put(agent, news ? new Reading(time, now) : before);
        });
        others = Map.copyOf(next);
        tell();
    }

    private void tell() {
        long here = own.millis();
        long off = here - middle(here);
        boolean strays = Math.abs(off) > TRUSTED_MILLIS;
        if (strays && !strayed) {
            LOG.warn(
                    "the clock of this machine is {} s {} those of most agents, whose time is used;"
                            + " set it right",
                    TimeUnit.MILLISECONDS.toSeconds(Math.abs(off)),
                    off > 0 ? "ahead of" : "behind");
        } else if (strayed && !strays) {
            LOG.info("the clock of this machine agrees with those of most agents again");
        }
        strayed = strays;
    }
}
