package dev.kith.node.assembly;

import dev.kith.aggregate.Aggregator;
import dev.kith.chunk.ChunkDesk;
import dev.kith.chunk.Chunker;
import dev.kith.embed.Embedder;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.model.TaskId;
import dev.kith.placement.CopyAllocation;
import dev.kith.placement.PlacementSettings;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.ShardScout;
import dev.kith.placement.work.ShardTable;
import dev.kith.placement.work.WorkAllocation;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import dev.kith.store.Storage;
import dev.kith.store.StorageDoor;
import dev.kith.store.StoreHosts;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.run.Tools;
import dev.kith.wire.Answer;
import dev.kith.wire.Sealed;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Function;

/**
 * The five kinds of sharded entities and the doors to them. Every agent starts every kind: a kind
 * that it does not offer is only reached through here, since one member that has not started a kind
 * would hold up all allocations of it.
 */
final class Shards implements Trades, StorageDoor {

    private static final EntityTypeKey<Storage.Command> STORAGE =
            EntityTypeKey.create(Storage.Command.class, "storage");

    private final ClusterSharding sharding;
    private final ClusterShardingSettings settings;
    private final PlacementSettings placement;
    private final Trust trust;
    private final MoveBook moves;

    /**
     * {@code moves} is told which shards of work move, and why, where this agent decides on that.
     */
    Shards(ActorSystem<?> system, PlacementSettings placement, Trust trust, MoveBook moves) {
        this.sharding = ClusterSharding.get(system);
        this.settings = ClusterShardingSettings.create(system);
        this.placement = placement;
        this.trust = trust;
        this.moves = moves;
    }

    /** Starts chunkers; where this agent offers none, {@code desk} is never used. */
    void startChunkers(Optional<ChunkDesk> desk, Directory directory, String self) {
        sharding.init(
                work(
                                Chunker.KEY,
                                Capability.CHUNK,
                                context ->
                                        Chunker.create(context.getEntityId(), desk.orElseThrow()))
                        .withAllocationStrategy(byFitness(Capability.CHUNK, directory, self)));
    }

    /** Starts embedders; where this agent offers none, {@code trade} is never used. */
    void startEmbedders(Optional<Embedder.Trade> trade, Directory directory, String self) {
        sharding.init(
                work(
                                Embedder.TYPE,
                                Capability.EMBED,
                                context ->
                                        Embedder.create(context.getEntityId(), trade.orElseThrow()))
                        .withAllocationStrategy(byFitness(Capability.EMBED, directory, self)));
    }

    private WorkAllocation byFitness(Capability trade, Directory directory, String self) {
        return WorkAllocation.byFitness(trade, means(directory, self));
    }

    private WorkAllocation even(Capability trade, Directory directory, String self) {
        return WorkAllocation.even(trade, means(directory, self));
    }

    private WorkAllocation.Means means(Directory directory, String self) {
        return new WorkAllocation.Means(directory, trust, self, placement, moves);
    }

    /** Looks where the shards of chunking and embedding stand, for {@code table}. */
    Behavior<ShardScout.Command> scout(ShardTable table, String self) {
        return ShardScout.create(
                new ShardScout.Means(
                        Map.of(Capability.CHUNK, Chunker.KEY, Capability.EMBED, Embedder.TYPE),
                        sharding.shardState(),
                        self,
                        table,
                        placement.homesInterval()));
    }

    void startAggregators(Aggregator.Trade trade, Directory directory, String self) {
        sharding.init(
                work(
                                Aggregator.TYPE,
                                Capability.AGGREGATE,
                                context -> Aggregator.create(context.getShard(), trade))
                        .withAllocationStrategy(even(Capability.AGGREGATE, directory, self))
                        .withSettings(settings.withNoPassivationStrategy()));
    }

    void startTasks(Tools tools, Directory directory, String self) {
        sharding.init(
                work(
                                Task.TYPE,
                                Capability.TASK,
                                context ->
                                        Task.create(
                                                new TaskId(context.getEntityId()),
                                                context.getShard(),
                                                tools))
                        .withAllocationStrategy(even(Capability.TASK, directory, self))
                        .withSettings(settings.withNoPassivationStrategy()));
    }

    /** Starts storage: one shard for every copy, placed by our own strategy. */
    void startStorage(Optional<StoreHosts> hosts, Directory directory, String self, int copies) {
        sharding.init(
                Entity.of(
                                STORAGE,
                                context ->
                                        Storage.create(context.getEntityId(), hosts.orElseThrow()))
                        .withRole(Capability.STORE.role())
                        .withSettings(settings.withNoPassivationStrategy())
                        .withMessageExtractor(new CopyExtractor())
                        .withAllocationStrategy(
                                new CopyAllocation(directory, self, copies, placement.movesMax())));
    }

    @Override
    public void chunk(String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
        sharding.entityRefFor(Chunker.KEY, entityId).tell(new Chunker.Cut(part, request, replyTo));
    }

    @Override
    public void embed(String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
        sharding.entityRefFor(Embedder.TYPE, entityId)
                .tell(new Embedder.Embed(part, request, replyTo));
    }

    @Override
    public void aggregate(String entityId, Aggregator.Command command) {
        sharding.entityRefFor(Aggregator.TYPE, entityId).tell(command);
    }

    @Override
    public void task(TaskId task, Task.Command command) {
        sharding.entityRefFor(Task.TYPE, task.value()).tell(command);
    }

    @Override
    public void tell(CopyId copy, Storage.Command command) {
        sharding.entityRefFor(STORAGE, copy.toString()).tell(command);
    }

    private <M> Entity<M, ShardingEnvelope<M>> work(
            EntityTypeKey<M> type,
            Capability role,
            Function<EntityContext<M>, Behavior<M>> create) {
        return Entity.of(type, create)
                .withRole(role.role())
                .withMessageExtractor(ShardingMessageExtractor.apply(placement.workShards()));
    }

    /** Every copy is a shard of its own, so that each can stand where it must. */
    private static final class CopyExtractor
            extends ShardingMessageExtractor<ShardingEnvelope<Storage.Command>, Storage.Command> {
        @Override
        public String entityId(ShardingEnvelope<Storage.Command> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String entityId) {
            return entityId;
        }

        @Override
        public Storage.Command unwrapMessage(ShardingEnvelope<Storage.Command> envelope) {
            return envelope.message();
        }
    }
}
