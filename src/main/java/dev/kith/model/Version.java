package dev.kith.model;

/**
 * When a document state was made: a hybrid logical clock's reading. Later wins; the agent breaks
 * ties, so any two versions of a document are ordered alike everywhere.
 *
 * <p>Source: Kulkarni et al., "Logical Physical Clocks", 2014, §4; 48 bits of milliseconds since
 * 1970 and 16 bits of counter in one number.
 *
 * @param time milliseconds since 1970, shifted left by 16, plus a counter; never negative
 * @param agent short form of the agent that gave it
 */
public record Version(long time, String agent) implements Comparable<Version> {
    private static final int COUNTER_BITS = 16;

    public Version {
        if (time < 0) throw new IllegalArgumentException("time is negative: " + time);
    }

    /** The next reading at wall time {@code millis} that is later than {@code last}. */
    public static long tick(long last, long millis) {
        return Math.max(last + 1, millis << COUNTER_BITS);
    }

    /** Wall time of this version, in milliseconds since 1970. */
    public long millis() {
        return time >>> COUNTER_BITS;
    }

    @Override
    public int compareTo(Version other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : agent.compareTo(other.agent);
    }
}
