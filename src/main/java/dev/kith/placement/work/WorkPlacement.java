package dev.kith.placement.work;

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
 * The rule by which shards of one kind of work find their agents: each has as large a share of them
 * as its weight is of all weights. Pure; it remembers nothing, since the coordinator shows all that
 * is placed.
 *
 * <p>A shard moves only where its agent has clearly too many, because a move stops what runs in it:
 * weights are measured, so they never stand still. An agent of weight 0 keeps none as long as there
 * is one with more.
 *
 * @param workers every agent that offers this work, by address
 * @param slack how far an agent may be above its share before shards leave it, as a fraction of
 *     that share; one shard above it is always allowed
 */
record WorkPlacement(Map<String, Worker> workers, double slack) {

    /**
     * One agent.
     *
     * @param shards placed on it
     * @param weight what it is fit for beside the others; 0 for nothing
     */
    record Worker(Set<String> shards, double weight) {
        Worker {
            shards = Set.copyOf(shards);
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weight is " + weight);
            }
        }
    }

    /** A shard that should change its agent. */
    record Move(String shard, String from, String to) {}

    WorkPlacement {
        workers = Map.copyOf(workers);
        if (!(slack >= 0)) throw new IllegalArgumentException("slack is " + slack);
    }

    /**
     * The agent for a shard that has none.
     *
     * @throws IllegalStateException if there is no agent at all
     */
    String choose() {
        return lightest(Set.of())
                .orElseThrow(() -> new IllegalStateException("no agent offers this work"));
    }

    /**
     * The shards that should move, the most urgent first; none once all is well. The same ones as
     * long as nothing changes.
     */
    List<Move> moves(int movesMax) {
        List<Move> moves = new ArrayList<>();
        WorkPlacement now = this;
        while (moves.size() < movesMax) {
            Optional<Move> next = now.next();
            if (next.isEmpty()) return moves;
            moves.add(next.get());
            now = now.after(next.get());
        }
        return moves;
    }

    /** How many shards an agent should have: not a whole number. */
    double share(String agent) {
        double all = workers.keySet().stream().mapToDouble(this::weight).sum();
        return total() * weight(agent) / all;
    }

    private Optional<Move> next() {
        Optional<String> from =
                new TreeMap<>(workers)
                        .keySet().stream()
                                .filter(this::hasTooMany)
                                .max(Comparator.comparingDouble(this::excess));
        if (from.isEmpty()) return Optional.empty();
        return lightest(Set.of(from.get()))
                .filter(to -> load(to, 1) < load(from.get(), 0))
                .map(to -> new Move(lastShard(from.get()), from.get(), to));
    }

    private boolean hasTooMany(String agent) {
        if (worker(agent).shards().isEmpty()) return false;
        double allowed = weight(agent) == 0 ? 0 : Math.max(1, slack * share(agent));
        return excess(agent) > allowed;
    }

    private double excess(String agent) {
        return worker(agent).shards().size() - share(agent);
    }

    private String lastShard(String agent) {
        return worker(agent).shards().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private WorkPlacement after(Move move) {
        Map<String, Worker> next = new HashMap<>(workers);
        Set<String> left = new HashSet<>(worker(move.from()).shards());
        left.remove(move.shard());
        next.put(move.from(), new Worker(left, worker(move.from()).weight()));
        Set<String> come = new HashSet<>(worker(move.to()).shards());
        come.add(move.shard());
        next.put(move.to(), new Worker(come, worker(move.to()).weight()));
        return new WorkPlacement(next, slack);
    }

    /** The agent that is the least loaded with one shard more; the first of these by address. */
    private Optional<String> lightest(Set<String> without) {
        return workers.keySet().stream()
                .filter(agent -> !without.contains(agent))
                .min(
                        Comparator.comparingDouble((String agent) -> load(agent, 1))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private double load(String agent, int more) {
        int shards = worker(agent).shards().size() + more;
        return shards == 0 ? 0 : shards / weight(agent);
    }

    /** Where nobody is fit for anything, all are alike: work that waits is done by somebody. */
    private double weight(String agent) {
        boolean none = workers.values().stream().allMatch(worker -> worker.weight() == 0);
        return none ? 1 : worker(agent).weight();
    }

    private int total() {
        return workers.values().stream().mapToInt(worker -> worker.shards().size()).sum();
    }

    Worker worker(String agent) {
        return Objects.requireNonNull(workers.get(agent), agent);
    }
}
