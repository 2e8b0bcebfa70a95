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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Places the shards of one kind of work: each agent has as large a share as it is fit for, by what
 * it says of its speed and its machine and by how far it is believed; one that pauses, or is proven
 * dishonest, has none. A few shards move at a time, since a move stops what runs in it.
 */
public final class WorkAllocation extends AbstractShardAllocationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(WorkAllocation.class);

    private final Capability trade;
    private final Directory directory;
    private final Trust trust;
    private final Regions regions;
    private final PlacementSettings settings;
    private final UnaryOperator<Fitness> counted;

    private WorkAllocation(
            Capability trade,
            Directory directory,
            Trust trust,
            String selfAddress,
            PlacementSettings settings,
            UnaryOperator<Fitness> counted) {
        this.trade = trade;
        this.directory = directory;
        this.trust = trust;
        this.regions = new Regions(selfAddress);
        this.settings = settings;
        this.counted = counted;
    }

    /**
     * A strategy that learns from {@code directory} how fast and how idle each agent is, and from
     * {@code trust} how far it is believed: by the agent that happens to coordinate.
     *
     * @param trade what is done in these shards
     * @param selfAddress {@code host:port} of this agent
     */
    public static WorkAllocation byFitness(
            Capability trade,
            Directory directory,
            Trust trust,
            String selfAddress,
            PlacementSettings settings) {
        return new WorkAllocation(
                trade, directory, trust, selfAddress, settings, UnaryOperator.identity());
    }

    /** The same where all have about as many shards, but for those that are proven dishonest. */
    public static WorkAllocation even(
            Capability trade,
            Directory directory,
            Trust trust,
            String selfAddress,
            PlacementSettings settings) {
        return new WorkAllocation(trade, directory, trust, selfAddress, settings, Fitness::alike);
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
        Map<String, Set<String>> shards = regions.shards(current);
        String chosen = placement(shards, fitness(shards)).choose();
        return Futures.successful(regions.byAddress(current).getOrDefault(chosen, requester));
    }

    @Override
    public Future<Set<String>> rebalance(
            Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
        if (!inProgress.isEmpty()) return Futures.successful(Set.of());
        Map<String, Set<String>> shards = regions.shards(current);
        Map<String, Fitness> fitness = fitness(shards);
        Set<String> moving = new HashSet<>();
        for (WorkPlacement.Move move : placement(shards, fitness).moves(settings.movesMax())) {
            LOG.debug(
                    "shard {} of {} moves from {} ({}) to {} ({})",
                    move.shard(),
                    trade.role(),
                    move.from(),
                    why(fitness.get(move.from())),
                    move.to(),
                    why(fitness.get(move.to())));
            moving.add(move.shard());
        }
        return Futures.successful(moving);
    }

    private static String why(@Nullable Fitness fitness) {
        if (fitness == null) return "unknown";
        return fitness.none()
                .orElseGet(() -> String.format(Locale.ROOT, "weight %.2f", fitness.weight()));
    }

    private Map<String, Fitness> fitness(Map<String, Set<String>> shards) {
        double newcomers = settings.newcomerShare();
        Map<String, Fitness> known = Fitness.of(directory.agents(), trade, trust, newcomers);
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
        return new WorkPlacement(workers, settings.workSlack());
    }
}
