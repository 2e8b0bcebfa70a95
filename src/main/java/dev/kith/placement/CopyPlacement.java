package dev.kith.placement;

import dev.kith.model.CopyId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rule by which copies of partitions find their agents: those of one partition on distinct
 * agents, one of them an anchor where there is one, agents that have all the data first, and
 * otherwise evenly by free disk. Pure; it remembers nothing, since the coordinator asks for one
 * allocation after another and shows all that are made.
 *
 * @param hosts every agent that may store, by address
 * @param copiesWanted R; only copies below min(R, agents) are in use
 */
record CopyPlacement(Map<String, Host> hosts, int copiesWanted) {

    /**
     * One agent.
     *
     * @param doors the copies placed on it
     * @param held the partitions whose files it has
     * @param level those of which it has all that there is
     * @param anchor whether it is meant to stay on
     * @param weight its share of the load, by free disk; more than 0
     * @param heard whether it has said so itself; otherwise only its doors are known
     */
    record Host(
            Set<CopyId> doors,
            Set<Integer> held,
            Set<Integer> level,
            boolean anchor,
            double weight,
            boolean heard) {
        Host {
            doors = Set.copyOf(doors);
            held = Set.copyOf(held);
            level = Set.copyOf(level);
        }

        private Host with(Set<CopyId> others) {
            return new Host(others, held, level, anchor, weight, heard);
        }
    }

    /**
     * A copy that should change its agent.
     *
     * @param ready whether it may go now; otherwise {@code to} has to bring its files level first
     */
    record Move(CopyId copy, String from, String to, boolean ready) {}

    /**
     * The agent for a copy that has none.
     *
     * @throws IllegalStateException if there is no agent at all
     */
    String choose(CopyId copy) {
        int partition = copy.partition();
        boolean anchored = anchors(partition, copy) > 0;
        return hosts.keySet().stream()
                .min(
                        Comparator.comparingLong((String agent) -> rivals(agent, copy))
                                .thenComparing(agent -> !host(agent).level().contains(partition))
                                .thenComparing(agent -> !host(agent).held().contains(partition))
                                .thenComparing(agent -> anchored || !host(agent).anchor())
                                .thenComparingDouble(agent -> load(agent, 1))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalStateException("no agent to place " + copy + " on"));
    }

    /**
     * The copies that should move, the most urgent first; the same ones as long as nothing changes,
     * and none once all is well. At most one of a partition.
     */
    List<Move> moves(int movesMax) {
        List<Move> moves = new ArrayList<>();
        Set<Integer> moving = new HashSet<>();
        CopyPlacement now = this;
        while (moves.size() < movesMax) {
            Optional<Move> next = now.next(moving);
            if (next.isEmpty()) return moves;
            moves.add(next.get());
            moving.add(next.get().copy().partition());
            now = now.after(next.get());
        }
        return moves;
    }

    /** As it will be once a move is made. */
    CopyPlacement after(Move move) {
        Map<String, Host> next = new HashMap<>(hosts);
        Set<CopyId> left = new HashSet<>(host(move.from()).doors());
        left.remove(move.copy());
        next.put(move.from(), host(move.from()).with(left));
        Set<CopyId> come = new HashSet<>(host(move.to()).doors());
        come.add(move.copy());
        next.put(move.to(), host(move.to()).with(come));
        return new CopyPlacement(next, copiesWanted);
    }

    private Optional<Move> next(Set<Integer> moving) {
        List<Move> all = candidates(moving);
        return first(all, this::uncrowds)
                .or(() -> first(all, this::returns))
                .or(() -> first(all, this::anchors))
                .or(() -> best(all));
    }

    /** Every copy in use to every agent that has none of its partition, in a fixed order. */
    private List<Move> candidates(Set<Integer> moving) {
        List<Move> all = new ArrayList<>();
        for (var from : new TreeMap<>(hosts).entrySet()) {
            for (CopyId copy : from.getValue().doors().stream().sorted(ORDER).toList()) {
                if (!inUse(copy) || moving.contains(copy.partition())) continue;
                for (var to : new TreeMap<>(hosts).entrySet()) {
                    boolean free = rivals(to.getKey(), copy) == 0;
                    if (!free || to.getKey().equals(from.getKey())) continue;
                    boolean level = to.getValue().level().contains(copy.partition());
                    all.add(new Move(copy, from.getKey(), to.getKey(), level));
                }
            }
        }
        return all;
    }

    private interface Rule {
        boolean wants(Move move);
    }

    /** Of the moves that a rule wants, the one to whom {@link #choose} would send it. */
    private Optional<Move> first(List<Move> all, Rule rule) {
        Optional<Move> found = all.stream().filter(rule::wants).findFirst();
        return found.map(move -> {
            CopyId copy = move.copy();
            return all.stream()
                    .filter(m -> m.copy().equals(copy) && m.from().equals(move.from()))
                    .filter(rule::wants)
                    .min(
                            Comparator.comparing((Move m) -> !m.ready())
                                    .thenComparing(m -> !held(m))
                                    .thenComparingDouble(m -> load(m.to(), 1))
                                    .thenComparing(Move::to))
                    .map(m -> uncrowds(m) ? new Move(copy, m.from(), m.to(), true) : m)
                    .orElse(move);
        });
    }

    /** It shares its agent with a lower copy of its partition. */
    private boolean uncrowds(Move move) {
        return host(move.from()).doors().stream()
                .anyMatch(o ->
                        o.partition() == move.copy().partition() && o.copy() < move.copy().copy());
    }

    /** It stands where it is behind, and there is an agent without a door that has it all. */
    private boolean returns(Move move) {
        Host from = host(move.from());
        return move.ready() && from.heard() && !from.level().contains(move.copy().partition());
    }

    /** No copy of its partition is on an anchor, and here is one. */
    private boolean anchors(Move move) {
        return host(move.to()).anchor()
                && !host(move.from()).anchor()
                && anchors(move.copy().partition(), move.copy()) == 0;
    }

    /** The one that evens the load most, if it does at all. */
    private Optional<Move> best(List<Move> all) {
        return all.stream()
                .filter(move -> host(move.to()).heard() && keepsAnchor(move))
                .filter(move -> gain(move) > 1e-9)
                .min(
                        Comparator.comparingDouble((Move move) -> -gain(move))
                                .thenComparing(move -> !move.ready())
                                .thenComparing(move -> !held(move))
                                .thenComparing(Move::copy, ORDER)
                                .thenComparing(Move::from)
                                .thenComparing(Move::to));
    }

    private boolean keepsAnchor(Move move) {
        return !host(move.from()).anchor()
                || host(move.to()).anchor()
                || anchors(move.copy().partition(), move.copy()) > 0;
    }

    private double gain(Move move) {
        return load(move.from(), 0) - load(move.to(), 1);
    }

    private static final Comparator<CopyId> ORDER =
            Comparator.comparingInt(CopyId::partition).thenComparingInt(CopyId::copy);

    private boolean inUse(CopyId copy) {
        return copy.copy() < Math.min(copiesWanted, hosts.size());
    }

    private Host host(String agent) {
        return Objects.requireNonNull(hosts.get(agent), agent);
    }

    private boolean held(Move move) {
        return host(move.to()).held().contains(move.copy().partition());
    }

    /** Copies in use on an agent and {@code more}, by its weight. */
    private double load(String agent, int more) {
        Host host = host(agent);
        return (host.doors().stream().filter(this::inUse).count() + more) / host.weight();
    }

    /** Other copies in use of a copy's partition on anchors. */
    private long anchors(int partition, CopyId without) {
        return hosts.values().stream()
                .filter(Host::anchor)
                .flatMap(host -> host.doors().stream())
                .filter(copy -> copy.partition() == partition)
                .filter(copy -> !copy.equals(without) && inUse(copy))
                .count();
    }

    /** Other copies in use of a copy's partition on an agent. */
    private long rivals(String agent, CopyId copy) {
        return host(agent).doors().stream()
                .filter(other -> other.partition() == copy.partition())
                .filter(other -> other.copy() != copy.copy() && inUse(other))
                .count();
    }
}
