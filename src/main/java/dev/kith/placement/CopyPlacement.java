package dev.kith.placement;

import dev.kith.model.CopyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rule by which copies of partitions find their agents. Pure; it remembers nothing, since the
 * coordinator asks for one allocation after another and shows all that are made.
 *
 * @param doors for every agent that may store, by address, the copies placed on it
 * @param holdings for every agent, by address, the partitions whose files it has; an agent that has
 *     not said yet is missing
 * @param copiesWanted R; only copies below min(R, agents) are in use
 */
record CopyPlacement(
        Map<String, Set<CopyId>> doors, Map<String, Set<Integer>> holdings, int copiesWanted) {

    /**
     * The agent for a copy: one without another copy of that partition that is in use, then one
     * that holds its files, then the one with the fewest copies, then the lowest address.
     *
     * @throws IllegalStateException if there is no agent at all
     */
    String choose(CopyId copy) {
        return doors.keySet().stream()
                .min(
                        Comparator.comparingLong((String agent) -> rivals(agent, copy))
                                .thenComparing(agent -> !holds(agent, copy.partition()))
                                .thenComparingInt(agent -> copies(agent).size())
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalStateException("no agent to place " + copy + " on"));
    }

    /**
     * Copies that share an agent with a lower copy of their partition although some agent has none:
     * they may move, at most {@code movesMax} and one of a partition.
     */
    List<CopyId> crowded(int movesMax) {
        List<CopyId> moves = new ArrayList<>();
        Set<Integer> moving = new HashSet<>();
        for (var agent : new TreeMap<>(doors).entrySet()) {
            for (CopyId copy : agent.getValue().stream().sorted(ORDER).toList()) {
                boolean move =
                        moves.size() < movesMax
                                && inUse(copy)
                                && rivals(agent.getKey(), copy) > 0
                                && hasLower(agent.getValue(), copy)
                                && someAgentLacks(copy.partition())
                                && moving.add(copy.partition());
                if (move) moves.add(copy);
            }
        }
        return moves;
    }

    private static final Comparator<CopyId> ORDER =
            Comparator.comparingInt(CopyId::partition).thenComparingInt(CopyId::copy);

    private boolean inUse(CopyId copy) {
        return copy.copy() < Math.min(copiesWanted, doors.size());
    }

    private Collection<CopyId> copies(String agent) {
        return doors.getOrDefault(agent, Set.of());
    }

    private boolean holds(String agent, int partition) {
        return holdings.getOrDefault(agent, Set.of()).contains(partition);
    }

    private long rivals(String agent, CopyId copy) {
        return copies(agent).stream()
                .filter(other -> other.partition() == copy.partition())
                .filter(other -> other.copy() != copy.copy() && inUse(other))
                .count();
    }

    private static boolean hasLower(Set<CopyId> copies, CopyId copy) {
        return copies.stream()
                .anyMatch(o -> o.partition() == copy.partition() && o.copy() < copy.copy());
    }

    private boolean someAgentLacks(int partition) {
        return doors.values().stream()
                .anyMatch(copies -> copies.stream().noneMatch(c -> c.partition() == partition));
    }
}
