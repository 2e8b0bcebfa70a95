package dev.kith.placement.work;

import dev.kith.model.Capability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Looks where the shards of work stand, and writes it into a {@link ShardTable}: soon after
 * somebody reads there, and then not again for a while, since every look asks all agents.
 */
public final class ShardScout extends AbstractMatchingBehavior<ShardScout.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private enum Tick implements Command {
        LOOK
    }

    private record Seen(Capability trade, Map<String, String> shards) implements Command {}

    /** What was seen is old. */
    private record Stale(Capability trade) implements Command {}

    private record Unseen(Capability trade) implements Command {}

    /**
     * What it needs.
     *
     * @param types the sharded entities of each kind of work
     * @param shardState answers what {@code ClusterSharding} knows
     * @param selfAddress {@code host:port} of this agent
     */
    public record Means(
            Map<Capability, EntityTypeKey<?>> types,
            ActorRef<ClusterShardingQuery> shardState,
            String selfAddress,
            ShardTable table,
            Duration interval) {
        public Means {
            types = Map.copyOf(types);
        }
    }

    /** So many times in an interval it sees whether somebody wants to know. */
    private static final int GLANCES = 20;

    private final TimerScheduler<Command> timers;
    private final Means means;
    private final Set<Capability> seen = EnumSet.noneOf(Capability.class);

    private ShardScout(ActorContext<Command> context, TimerScheduler<Command> timers, Means means) {
        super(context);
        this.timers = timers;
        this.means = means;
        timers.startTimerWithFixedDelay(Tick.LOOK, means.interval().dividedBy(GLANCES));
    }

    /** A scout that looks from now on. */
    public static Behavior<Command> create(Means means) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ShardScout(context, timers, means)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Tick _ -> look();
            case Seen(var trade, var shards) -> means.table().heard(trade, shards);
            case Stale(var trade) -> seen.remove(trade);
            case Unseen(var trade) ->
                    getContext()
                            .getLog()
                            .debug("nobody said in time where the shards of {} are", trade.role());
        }
        return this;
    }

    private void look() {
        means.types()
                .forEach((trade, type) -> {
                    if (seen.contains(trade) || !means.table().takeWanted(trade)) return;
                    seen.add(trade);
                    timers.startSingleTimer(trade, new Stale(trade), means.interval());
                    ask(trade, type);
                });
    }

    private void ask(Capability trade, EntityTypeKey<?> type) {
        Duration timeout = means.interval();
        getContext()
                .ask(
                        ClusterShardingStats.class,
                        means.shardState(),
                        timeout.plus(timeout),
                        replyTo -> new GetClusterShardingStats(type, timeout, replyTo),
                        (stats, error) ->
                                stats == null ? new Unseen(trade) : new Seen(trade, shards(stats)));
    }

    private Map<String, String> shards(ClusterShardingStats stats) {
        Map<String, String> shards = new HashMap<>();
        stats.getRegions()
                .forEach((region, own) ->
                        own.getStats().keySet().forEach(id -> shards.put(id, address(region))));
        return shards;
    }

    private String address(Address region) {
        return region.hasLocalScope()
                ? means.selfAddress()
                : region.getHost().orElse("") + ":" + region.getPort().orElse(0);
    }
}
