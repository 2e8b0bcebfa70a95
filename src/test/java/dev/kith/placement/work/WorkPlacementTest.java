package dev.kith.placement.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.placement.work.WorkPlacement.Worker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every agent gets as much of the work as it is fit for, and nothing moves without need. */
class WorkPlacementTest {
    private static final int SHARDS = 48;
    private static final double SLACK = 0.25;

    @Test
    void givesEveryAgentItsShare() {
        var placed = filled(Map.of("ada", 1.0, "ben", 2.0, "cleo", 3.0));

        assertThat(counts(placed)).isEqualTo(Map.of("ada", 8, "ben", 16, "cleo", 24));
        assertThat(placed.moves(100)).isEmpty();
    }

    @Test
    void takesEverythingFromOneThatIsFitForNothing() {
        var placed = filled(Map.of("ada", 1.0, "ben", 1.0, "cleo", 1.0));

        var after = settled(weighed(placed, Map.of("ada", 1.0, "ben", 0.0, "cleo", 1.0)), 4);

        assertThat(counts(after)).isEqualTo(Map.of("ada", 24, "ben", 0, "cleo", 24));
    }

    @Test
    void leavesTheWorkWhereItIsWhenNobodyIsFit() {
        var placed = filled(Map.of("ada", 1.0, "ben", 1.0));

        assertThat(weighed(placed, Map.of("ada", 0.0, "ben", 0.0)).moves(10)).isEmpty();
    }

    @Test
    void givesSomethingToOneThatHasJustCome() {
        Map<String, Worker> workers = new HashMap<>(filled(Map.of("ada", 1.0)).workers());
        workers.put("ben", new Worker(Set.of(), 1));

        var after = settled(new WorkPlacement(workers, SLACK), 4);

        assertThat(at(counts(after), "ben")).isBetween(18, 24);
    }

    @Test
    void movesNoMoreThanItMayInOneRound() {
        var placed = filled(Map.of("ada", 1.0, "ben", 1.0));

        assertThat(weighed(placed, Map.of("ada", 1.0, "ben", 0.0)).moves(4)).hasSize(4);
    }

    @Test
    void movesNothingForSmallDifferences() {
        var placed = filled(Map.of("ada", 1.0, "ben", 1.0, "cleo", 1.0));

        assertThat(weighed(placed, Map.of("ada", 1.2, "ben", 0.9, "cleo", 1.0)).moves(10))
                .isEmpty();
    }

    /** Whatever the weights, it comes to rest, near the shares, with every shard in one place. */
    @Test
    void comesToRestNearTheShares() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Double> weights = new TreeMap<>();
            for (int agent = 0; agent <= random.nextInt(10); agent++) {
                weights.put("agent-" + agent, random.nextInt(4) == 0 ? 0 : random.nextDouble() * 9);
            }
            var start = filled(shuffled(weights, random));

            var rest = settled(weighed(start, weights), 1 + random.nextInt(8));

            assertThat(shards(rest)).hasSize(SHARDS);
            assertThat(counts(rest).values().stream().mapToInt(c -> c).sum()).isEqualTo(SHARDS);
            for (String agent : weights.keySet()) {
                double share = rest.share(agent);
                double allowed = Math.max(1, SLACK * share);
                assertThat((double) at(counts(rest), agent))
                        .as("%s of %s with %s", agent, weights, counts(rest))
                        .isLessThanOrEqualTo(share + allowed + 1e-9);
                assertThat(share).isCloseTo(expected(weights, agent), within(1e-9));
            }
        }
    }

    private static double expected(Map<String, Double> weights, String agent) {
        double all = weights.values().stream().mapToDouble(w -> w).sum();
        if (all == 0) return (double) SHARDS / weights.size();
        return SHARDS * at(weights, agent) / all;
    }

    private static Map<String, Double> shuffled(Map<String, Double> weights, Random random) {
        return weights.keySet().stream()
                .collect(Collectors.toMap(a -> a, _ -> random.nextDouble()));
    }

    /** Shards one after another, each where the rule puts it. */
    private static WorkPlacement filled(Map<String, Double> weights) {
        Map<String, Set<String>> shards = new HashMap<>();
        weights.keySet().forEach(agent -> shards.put(agent, new HashSet<>()));
        for (int i = 0; i < SHARDS; i++) {
            String chosen = placement(shards, weights).choose();
            at(shards, chosen).add(Integer.toString(i));
        }
        return placement(shards, weights);
    }

    private static WorkPlacement placement(
            Map<String, Set<String>> shards, Map<String, Double> weights) {
        Map<String, Worker> workers = new HashMap<>();
        shards.forEach((agent, own) -> workers.put(agent, new Worker(own, at(weights, agent))));
        return new WorkPlacement(workers, SLACK);
    }

    private static WorkPlacement weighed(WorkPlacement placed, Map<String, Double> weights) {
        Map<String, Set<String>> shards = new HashMap<>();
        placed.workers().forEach((agent, worker) -> shards.put(agent, worker.shards()));
        return placement(shards, weights);
    }

    /** After as many rounds as it takes, but not for ever. */
    private static WorkPlacement settled(WorkPlacement start, int movesMax) {
        WorkPlacement now = start;
        for (int round : IntStream.range(0, 2 * SHARDS).toArray()) {
            List<WorkPlacement.Move> moves = now.moves(movesMax);
            assertThat(moves.size()).as("round %s", round).isLessThanOrEqualTo(movesMax);
            if (moves.isEmpty()) return now;
            now = made(now, moves);
        }
        throw new AssertionError("it never comes to rest: " + start);
    }

    private static WorkPlacement made(WorkPlacement placed, List<WorkPlacement.Move> moves) {
        Map<String, Set<String>> shards = new HashMap<>();
        Map<String, Double> weights = new HashMap<>();
        placed.workers()
                .forEach((agent, worker) -> {
                    shards.put(agent, new HashSet<>(worker.shards()));
                    weights.put(agent, worker.weight());
                });
        for (var move : moves) {
            assertThat(at(shards, move.from()).remove(move.shard())).isTrue();
            assertThat(at(shards, move.to()).add(move.shard())).isTrue();
        }
        return placement(shards, weights);
    }

    private static Set<String> shards(WorkPlacement placed) {
        return placed.workers().values().stream()
                .flatMap(worker -> worker.shards().stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, Integer> counts(WorkPlacement placed) {
        return placed.workers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().shards().size()));
    }

    private static <T> T at(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }
}
