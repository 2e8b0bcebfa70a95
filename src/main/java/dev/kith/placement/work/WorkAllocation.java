package dev.kith.placement.work;

import dev.kith.model.Capability;
import dev.kith.placement.PlacementSettings;
import dev.kith.placement.Regions;
import dev.kith.placement.fitness.Fitness;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.AbstractShardAllocationStrategy;
import org.apache.pekko.dispatch.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Places the shards of one kind of work: each agent has as large a share as it is fit for, by what
 * it says of its speed and its machine and by how far it is believed; one that pauses, or is proven
 * dishonest, has none. A few shards move at a time, since a move stops what runs in it; what moved
 * and why is kept in a {@link MoveBook}.
 */
public final class WorkAllocation extends AbstractShardAllocationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(WorkAllocation.class);

    private final Capability trade;
    private final Means means;
    private final Regions regions;
    private final UnaryOperator<Fitness> counted;

    /**
     * What it goes by.
     *
     * @param directory says how fast and how idle each agent is
     * @param trust how far the agent that happens to coordinate believes each
     * @param selfAddress {@code host:port} of this agent
     * @param moves keeps what moved, and why
     */
    public record Means(
            Directory directory,
            Trust trust,
            String selfAddress,
            PlacementSettings settings,
            MoveBook moves) {}

    private WorkAllocation(Capability trade, Means means, UnaryOperator<Fitness> counted) {
        this.trade = trade;
        this.means = means;
        this.regions = new Regions(means.selfAddress());
        this.counted = counted;
    }

    /** A strategy for the shards of a trade, by how fit each agent is for it. */
    public static WorkAllocation byFitness(Capability trade, Means means) {
        return new WorkAllocation(trade, means, UnaryOperator.identity());
    }

    /** The same where all have about as many shards, but for those that are proven dishonest. */
    public static WorkAllocation even(Capability trade, Means means) {
        return new WorkAllocation(trade, means, Fitness::alike);
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
        means.moves().decides(trade);
        Map<String, Set<String>> shards = regions.shards(current);
        String chosen = placement(shards, fitness(shards)).choose();
        return Futures.successful(regions.byAddress(current).getOrDefault(chosen, requester));
    }

    @Override
    public Future<Set<String>> rebalance(
            Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
        means.moves().decides(trade);
        if (!inProgress.isEmpty()) return Futures.successful(Set.of());
        Map<String, Set<String>> shards = regions.shards(current);
        Map<String, Fitness> fitness = fitness(shards);
        WorkPlacement placement = placement(shards, fitness);
        Set<String> moving = new HashSet<>();
        for (WorkPlacement.Move move : placement.moves(means.settings().movesMax())) {
            String why = why(placement, move.from(), fitness);
            LOG.debug(
                    "shard {} of {} moves from {} to {}: {}",
                    move.shard(),
                    trade.role(),
                    move.from(),
                    move.to(),
                    why);
            means.moves().note(trade, move, why);
            moving.add(move.shard());
        }
        return Futures.successful(moving);
    }

    private String why(WorkPlacement placement, String from, Map<String, Fitness> fitness) {
        Fitness fit = fitness.getOrDefault(from, Fitness.unheard(means.settings().newcomerShare()));
        return fit.none()
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "it had %d shards and should have %.1f: %s",
                                placement.worker(from).shards().size(),
                                placement.share(from),
                                fit.parts()));
    }

    private Map<String, Fitness> fitness(Map<String, Set<String>> shards) {
        double newcomers = means.settings().newcomerShare();
        Map<String, Fitness> known =
                Fitness.of(means.directory().agents(), trade, means.trust(), newcomers);
        Map<String, Fitness> fitness = new HashMap<>();
        for (String address : shards.keySet()) {
            Fitness one = known.getOrDefault(address, Fitness.unheard(newcomers));
            fitness.put(address, counted.apply(one));
        }
        return fitness;
    }

    private WorkPlacement placement(Map<String, Set<String>> shards, Map<String, Fitness> fitness) {
        Map<String, Double> weights = Fitness.weights(fitness);
        Map<String, WorkPlacement.Worker> workers = new HashMap<>();
        shards.forEach((address, own) ->
                workers.put(
                        address,
                        new WorkPlacement.Worker(own, weights.getOrDefault(address, 0.0))));
        return new WorkPlacement(workers, means.settings().workSlack());
    }
}
