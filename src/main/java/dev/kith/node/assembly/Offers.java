package dev.kith.node.assembly;

import dev.kith.aggregate.Aggregator;
import dev.kith.aggregate.search.SearchDesk;
import dev.kith.chunk.ChunkDesk;
import dev.kith.chunk.Splitter;
import dev.kith.embed.Embedder;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.Regard;
import dev.kith.idle.IdleWatch;
import dev.kith.model.Capability;
import dev.kith.model.Receipt;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.lasting.Models;
import dev.kith.node.probe.Examiner;
import dev.kith.node.setting.Plan;
import dev.kith.registry.Directory;
import dev.kith.reputation.karma.Contributions;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreSetup;
import dev.kith.store.index.LucenePartitionIndex;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.quorum.Shape;
import dev.kith.task.run.Task;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;

/** What this agent does for others: each trade with its settings, keys, model and threads. */
final class Offers {
    private final ActorSystem<?> system;
    private final Plan plan;
    private final Credentials credentials;
    private final Models models;
    private final IdleWatch watch;
    private final InstantSource clock;
    private final Regard regard;

    Offers(
            ActorSystem<?> system,
            Plan plan,
            Lasting lasting,
            InstantSource clock,
            Contributions contributions) {
        this.system = system;
        this.plan = plan;
        this.credentials = lasting.credentials();
        this.models = lasting.models();
        this.watch = lasting.idling().watch();
        this.clock = clock;
        this.regard = new Regard(credentials.self(), contributions, plan.karma(), clock);
    }

    boolean include(Capability capability) {
        return plan.node().capabilities().contains(capability);
    }

    Optional<ChunkDesk> chunking() {
        return models.splitter().map(this::chunkDesk);
    }

    private ChunkDesk chunkDesk(Splitter splitter) {
        return new ChunkDesk(
                plan.chunk(),
                credentials.self(),
                credentials.envelopes(),
                splitter,
                dispatcher("kith-chunk-dispatcher"),
                watch);
    }

    Optional<Embedder.Trade> embedding() {
        return models.pool().map(this::embedTrade);
    }

    private Embedder.Trade embedTrade(EmbeddingPool pool) {
        return new Embedder.Trade(
                credentials.self(),
                credentials.envelopes(),
                pool,
                regard,
                credentials::sign,
                clock,
                plan.embed(),
                models.gate());
    }

    /** From now on compares its model with those of its elders. */
    void examine(Directory directory) {
        models.pool()
                .map(pool ->
                        new Examiner.Setup(
                                credentials.self(),
                                directory,
                                credentials.envelopes(),
                                pool,
                                SelfCard.numbers(pool.model()),
                                plan.audit().tolerances(),
                                plan.embed().probing(),
                                models.gate()))
                .ifPresent(setup ->
                        system.systemActorOf(Examiner.create(setup), "examiner", Props.empty()));
    }

    Aggregator.Trade aggregating() {
        return new Aggregator.Trade(
                credentials.self(),
                credentials.envelopes(),
                credentials::verifies,
                credentials.envelopes()::isNow,
                plan.aggregate());
    }

    SearchDesk.Trade searching(CopyDoors doors, Predicate<Receipt> disbelieved) {
        return new SearchDesk.Trade(
                credentials.self(), credentials.envelopes(), doors, disbelieved, plan.aggregate());
    }

    StoreSetup storing(Shape shape, CopyDoors doors, Shards shards) {
        return new StoreSetup(
                credentials.self(),
                credentials.folder().path().resolve("store"),
                plan.store(),
                shape,
                new StoreExecutors(
                        dispatcher("kith-disk-dispatcher"),
                        dispatcher("kith-index-dispatcher"),
                        dispatcher("kith-search-dispatcher")),
                credentials.envelopes(),
                doors,
                record -> shards.task(record.task(), new Task.Wake(record)),
                LevelRecordLog.opener(plan.store().writeBuffer(), plan.store().bulkBuffer()),
                folder -> LucenePartitionIndex.open(folder, plan.index()),
                clock);
    }

    /** Threads of a kind, as {@code pekko.conf} has them. */
    Executor dispatcher(String path) {
        return system.dispatchers().lookup(DispatcherSelector.fromConfig(path));
    }
}
