package dev.kith.node.reunion.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often an agent has changed parts lately, and so when it may again: at once after a calm time,
 * later and later where a link flaps, and never more than a fixed number of times within a window.
 * One for a process; safe from any thread.
 */
public final class Restarts {
    /** After so many removals an agent goes on apart first, instead of coming back at once. */
    private static final int REMOVALS_FREE = 2;

    private final long windowMillis;
    private final long pauseMillis;
    private final int max;
    private final Deque<Long> times = new ArrayDeque<>();
    private boolean removed;
    private Part goal = Part.NONE;

    /** None yet. */
    public Restarts(ReunionSettings settings) {
        this.windowMillis = settings.restartsWindow().toMillis();
        this.pauseMillis = settings.restartPause().toMillis();
        this.max = settings.restartsMax();
    }

    /**
     * Takes one down.
     *
     * @param now milliseconds of this process's clock
     * @param byOthers whether the others removed this agent, rather than that it yielded
     */
    public synchronized void record(long now, boolean byOthers) {
        forget(now);
        times.addLast(now);
        removed = byOthers;
    }

    /** This agent is about to restart, to join this part. */
    synchronized void leaveFor(Part part) {
        goal = part;
    }

    /** This agent is in a part again, whichever it is. */
    synchronized void arrived() {
        goal = Part.NONE;
    }

    /** The part that it restarted for; none after it has arrived in one. */
    synchronized Part goal() {
        return goal;
    }

    /** How many there were within the window. */
    public synchronized int count(long now) {
        forget(now);
        return times.size();
    }

    /** From when on this agent may yield; not after {@code now} where it may at once. */
    public synchronized long next(long now) {
        forget(now);
        if (times.isEmpty()) return now;
        if (times.size() >= max) return times.getFirst() + windowMillis;
        return times.getLast() + (pauseMillis << (times.size() - 1));
    }

    /** Whether it was removed so often that it first goes on apart. */
    synchronized boolean apart(long now) {
        return removed && count(now) > REMOVALS_FREE && next(now) > now;
    }

    private void forget(long now) {
        while (!times.isEmpty() && times.getFirst() + windowMillis <= now) times.removeFirst();
    }
}
