package dev.kith.node.reunion;

/**
 * Notices that this agent was asleep: stopped, suspended, or starved of its processor. Whoever
 * sleeps for longer than others wait is removed by them, and finds on waking what they asked of it
 * before, such as to hand over what is theirs by now; so it must not go on as if nothing had been.
 */
final class Slumber {
    private final long millisMax;
    private long last;

    /**
     * Begins awake.
     *
     * @param millisMax a longer time between two questions was sleep
     */
    Slumber(long millisMax, long now) {
        this.millisMax = millisMax;
        this.last = now;
    }

    /** How long this agent has just slept, in milliseconds; 0 if it was awake. */
    long endedAt(long now) {
        long gap = now - last;
        last = now;
        return gap > millisMax ? gap : 0;
    }
}
