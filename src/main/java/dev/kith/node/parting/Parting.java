package dev.kith.node.parting;

import dev.kith.node.reunion.rule.Seat;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which members a part goes on without, and when; pure, one for each agent.
 *
 * <p>Members that this agent reaches in no way, not even by others, are left behind. Among the rest
 * everybody must reach everybody: where two do not, one of them goes, such that as few as possible
 * go. The first of those who stay acts for all. A broken link counts only when it has been broken
 * without a break for a stable while of this agent's own waking time.
 */
final class Parting {
    private static final int PATIENCE = 2;
    private static final int LONG_PATIENCE = 4;

    /** A member; {@code leaving}: it has said so, and so goes first. */
    record Standing(Seat seat, boolean leaving, boolean anchor) {}

    /** Two who do not reach each other, in order. */
    record Broken(Seat one, Seat other) {
        static Broken between(Seat a, Seat b) {
            return a.compareTo(b) < 0 ? new Broken(a, b) : new Broken(b, a);
        }

        boolean touches(Seat seat) {
            return one.equals(seat) || other.equals(seat);
        }
    }

    private final Seat self;
    private final long stable;
    private final long awakeGapMax;
    private final Map<Broken, Long> since = new HashMap<>();
    private long last;

    /**
     * For the agent {@code self}.
     *
     * @param stable how long a link must have been broken, in milliseconds
     * @param awakeGapMax a longer time between two questions means that this agent was asleep, and
     *     that what it believes of the others is out of date, in milliseconds
     */
    Parting(Seat self, long stable, long awakeGapMax, long now) {
        this.self = self;
        this.stable = stable;
        this.awakeGapMax = awakeGapMax;
        this.last = now;
    }

    /** Whom this agent must remove now, in order; asked a few times a second. */
    List<Seat> remove(Collection<Standing> members, Set<Broken> broken, long now) {
        if (now - last > awakeGapMax) since.clear();
        last = now;
        since.keySet().retainAll(broken);
        for (Broken link : broken) since.putIfAbsent(link, now);
        if (since.isEmpty()) return List.of();
        long eldest = now - since.values().stream().min(Long::compare).orElseThrow();
        long youngest = now - since.values().stream().max(Long::compare).orElseThrow();
        if (youngest < stable && eldest < PATIENCE * stable) return List.of();
        Set<Seat> keepers = keepers(members, broken);
        boolean first = keepers.stream().findFirst().filter(self::equals).isPresent();
        if (first) {
            return members.stream()
                    .map(Standing::seat)
                    .filter(seat -> !keepers.contains(seat))
                    .sorted()
                    .toList();
        }
        // Whoever should act does not: go on without those that this agent itself cannot reach.
        if (eldest < LONG_PATIENCE * stable) return List.of();
        return members.stream()
                .map(Standing::seat)
                .filter(seat -> broken.contains(Broken.between(self, seat)))
                .sorted()
                .toList();
    }

    /** Those who stay: all reach each other. */
    private Set<Seat> keepers(Collection<Standing> members, Set<Broken> broken) {
        Map<Seat, Standing> part = connected(members, broken);
        while (true) {
            List<Broken> within =
                    broken.stream()
                            .filter(l -> part.containsKey(l.one()) && part.containsKey(l.other()))
                            .toList();
            if (within.isEmpty()) return new TreeSet<>(part.keySet());
            part.values().stream()
                    .filter(member -> complaints(within, member.seat()) > 0)
                    .max(
                            Comparator.comparing(Standing::leaving)
                                    .thenComparingLong(m -> complaints(within, m.seat()))
                                    .thenComparing(member -> !member.anchor())
                                    .thenComparing(Standing::seat))
                    .ifPresent(member -> part.remove(member.seat()));
        }
    }

    private static long complaints(List<Broken> within, Seat seat) {
        return within.stream().filter(link -> link.touches(seat)).count();
    }

    /** Whom this agent reaches, or reaches by others. */
    private Map<Seat, Standing> connected(Collection<Standing> members, Set<Broken> broken) {
        Map<Seat, Standing> found = new TreeMap<>();
        Deque<Seat> open = new ArrayDeque<>(List.of(self));
        while (!open.isEmpty()) {
            Seat at = open.remove();
            for (Standing next : members) {
                boolean reached =
                        next.seat().equals(at) || !broken.contains(Broken.between(at, next.seat()));
                if (reached && found.putIfAbsent(next.seat(), next) == null) {
                    open.add(next.seat());
                }
            }
        }
        return found;
    }
}
