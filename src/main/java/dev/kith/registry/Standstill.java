package dev.kith.registry;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When all agents that offer a trade that documents need have paused, as far as was heard. Safe
 * from any thread.
 */
final class Standstill {
    /** Older ones are forgotten: no task is that old. */
    private static final int SPELLS_MAX = 1000;

    /** In milliseconds since 1970. */
    private record Spell(long from, long to) {
        long since(long time) {
            return Math.max(0, to - Math.max(from, time));
        }
    }

    private final Deque<Spell> spells = new ArrayDeque<>();
    private boolean now;

    /** Whether they do, at {@code millis} since 1970. */
    synchronized void heard(boolean still, long millis) {
        boolean before = now;
        now = still;
        if (!before && now) {
            spells.addLast(new Spell(millis, millis));
            if (spells.size() > SPELLS_MAX) spells.removeFirst();
        } else if (before) {
            Spell last = spells.removeLast();
            spells.addLast(new Spell(last.from, Math.max(last.to, millis)));
        }
    }

    /** For how many milliseconds since {@code time}. */
    synchronized long since(long time) {
        return spells.stream().mapToLong(spell -> spell.since(time)).sum();
    }
}
