package dev.kith.node;

import dev.kith.aggregate.Aggregator;
import dev.kith.aggregate.search.SearchDesk;
import dev.kith.aggregate.search.Whereabouts;
import dev.kith.chunk.ChunkDesk;
import dev.kith.chunk.Splitter;
import dev.kith.embed.Embedder;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.gateway.Gateway;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.NetworkFacts;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.model.Outcome;
import dev.kith.registry.Card;
import dev.kith.registry.LiveDirectory;
import dev.kith.registry.Registrar;
import dev.kith.store.Copies;
import dev.kith.store.CopiesClient;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreHosts;
import dev.kith.store.StoreSetup;
import dev.kith.store.index.LucenePartitionIndex;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.quorum.Shape;
import dev.kith.task.run.Task;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.typed.Cluster;

/** One agent's features, made and joined to each other. */
final class Assembly {
    private static final Duration PROBE_PAUSE = Duration.ofMillis(300);
    private static final Set<String> LOST = Set.of("unreachable", "down", "removed");
    private static final Set<String> ARRIVING = Set.of("joining", "weaklyup");

    private final ActorSystem<?> system;
    private final Credentials credentials;
    private final Plan plan;
    private final Models models;
    private final Peers peers;
    private final InstantSource clock = InstantSource.system();
    private final LiveDirectory directory;
    private final Shards shards;
    private final Shape shape;
    private final CopyDoors copyDoors;
    private final Copies copies;
    private final Optional<StoreHosts> hosts;
    private final SelfCard card;
    private final Doors doors;
    private final AtomicInteger tasksRunning = new AtomicInteger();
    private volatile Optional<Gateway> gateway = Optional.empty();

    Assembly(ActorSystem<?> system, Plan plan, Life.Lasting lasting) {
        this.system = system;
        this.credentials = lasting.credentials();
        this.plan = plan;
        this.models = lasting.models();
        this.peers = lasting.peers();
        this.directory = new LiveDirectory(credentials.self());
        this.shards = new Shards(system, plan.placement());
        this.shape =
                new Shape(
                        plan.network().partitions(),
                        plan.network().copies(),
                        () -> directory.live(Capability.STORE),
                        this::knownStoreAgents);
        this.copyDoors =
                new CopyDoors(shards, shape, directory, new Whereabouts(), this::doorIsHere);
        this.copies =
                new CopiesClient(
                        system, "copies", plan.store(), shape, copyDoors, credentials.envelopes());
        this.hosts =
                offers(Capability.STORE)
                        ? Optional.of(StoreHosts.create(system, storeSetup()))
                        : Optional.empty();
        this.card =
                new SelfCard(
                        new SelfCard.Facts(
                                credentials.self(),
                                lasting.name(),
                                Release.VERSION,
                                lasting.started(),
                                plan.node().anchor(),
                                credentials.folder().path()),
                        new SelfCard.Sources(
                                models.pool(),
                                () -> hosts.map(StoreHosts::doors).orElse(List.of()),
                                this::partitionsHeld,
                                () -> hosts.map(Assembly::level).orElse(List.of()),
                                () -> hosts.map(Assembly::behind).orElse(List.of()),
                                tasksRunning::get));
        this.doors =
                new Doors(
                        new Doors.Parts(
                                system,
                                credentials,
                                copies,
                                directory,
                                shards,
                                new NetworkModel(
                                        directory,
                                        models.pool()
                                                .map(pool ->
                                                        pool.model().identity().fingerprint())),
                                plan.task(),
                                tasksRunning::set));
    }

    /** Starts the registrar and all five kinds of sharded entities. */
    void startTrades() {
        system.systemActorOf(
                Registrar.create(plan.registry(), directory, card), "registrar", Props.empty());
        directory.onChange(new Attendance());
        directory.onChange(event -> {
            boolean lost = LOST.contains(event.status());
            hosts.ifPresent(store -> store.membersChanged(lost));
            dispatcher("kith-disk-dispatcher").execute(() -> peers.remember(directory));
        });
        hosts.ifPresent(store ->
                system.systemActorOf(
                        CopyKeeper.create(
                                new CopyKeeper.Parts(
                                        directory,
                                        store,
                                        plan.network().copies(),
                                        plan.placement(),
                                        clock)),
                        "copy-keeper",
                        Props.empty()));
        shards.startStorage(hosts, directory, selfAddress(), plan.network().copies());
        shards.startChunkers(models.tokenizer().map(this::chunkDesk));
        shards.startEmbedders(models.pool().map(this::embedTrade));
        shards.startAggregators(aggregateTrade());
        startSearchHelp();
        shards.startTasks(doors.tools());
    }

    private void startSearchHelp() {
        var help = new SearchHelp(system, credentials.self());
        models.pool().map(this::embedTrade).ifPresent(help::offer);
        if (offers(Capability.AGGREGATE)) {
            help.offer(
                    new SearchDesk.Trade(
                            credentials.self(),
                            credentials.envelopes(),
                            copyDoors,
                            plan.aggregate()));
        }
        help.scout(copyDoors, copyDoors.whereabouts(), plan.aggregate().scoutInterval());
    }

    private int knownStoreAgents() {
        return (int)
                directory.agents().stream()
                        .filter(entry -> entry.capabilities().contains(Capability.STORE))
                        .filter(entry -> !ARRIVING.contains(entry.status()))
                        .count();
    }

    private boolean doorIsHere(CopyId copy) {
        return hosts.map(store -> store.doors().contains(copy)).orElse(false);
    }

    /** Opens the files that this agent has; done when all can be read. */
    CompletionStage<Void> open() {
        return hosts.map(store -> store.open().thenRun(() -> doors.observe(store.versionTimeMax())))
                .orElse(CompletableFuture.completedFuture(null))
                .thenRun(doors::tellLeftOver);
    }

    /** Starts HTTP where it is offered; done with {@code host:port}, or {@code none}. */
    CompletionStage<String> startHttp() {
        if (!offers(Capability.GATEWAY)) return CompletableFuture.completedFuture("none");
        return Gateway.start(system, plan.gateway(), gatewayDoors())
                .thenApply(started -> {
                    gateway = Optional.of(started);
                    InetSocketAddress at = started.address();
                    String address = at.getAddress().getHostAddress() + ":" + at.getPort();
                    card.http(address);
                    return address;
                });
    }

    /** Done once every partition has answered: then storing and searching really work. */
    CompletionStage<Void> everyPartitionAnswers() {
        return allAnswer()
                .thenCompose(all ->
                        all
                                ? CompletableFuture.completedFuture(null)
                                : later().thenCompose(_ -> everyPartitionAnswers()));
    }

    private CompletionStage<Boolean> allAnswer() {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (int partition = 0; partition < shape.partitions(); partition++) {
            all =
                    all.thenCombine(
                            copies.summary(partition, "", 0),
                            (before, outcome) -> before && outcome instanceof Outcome.Good<?>);
        }
        return all;
    }

    private CompletionStage<Void> later() {
        var pause = new CompletableFuture<Void>();
        system.scheduler()
                .scheduleOnce(PROBE_PAUSE, () -> pause.complete(null), system.executionContext());
        return pause;
    }

    /** Takes no more requests and lets those in flight end. */
    CompletionStage<Done> closeHttp() {
        return gateway.map(Gateway::close)
                .orElse(CompletableFuture.completedFuture(Done.getInstance()));
    }

    /** Syncs and closes all files. */
    CompletionStage<Done> closeFiles() {
        return hosts.map(StoreHosts::close)
                .orElse(CompletableFuture.completedFuture(null))
                .thenApply(_ -> Done.getInstance());
    }

    private GatewayDoors gatewayDoors() {
        var membership = credentials.membership();
        return doors.gateway(
                plan.chunk(),
                new NetworkFacts(
                        membership.network(), membership.networkName(), plan.network().copies()),
                dispatcher("kith-chunk-dispatcher"));
    }

    private StoreSetup storeSetup() {
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
                copyDoors,
                record -> shards.task(record.task(), new Task.Wake(record)),
                LevelRecordLog.opener(Math.toIntExact(plan.store().writeBuffer())),
                folder -> LucenePartitionIndex.open(folder, plan.index()),
                clock);
    }

    private ChunkDesk chunkDesk(ModelTokenizer tokenizer) {
        return new ChunkDesk(
                plan.chunk(),
                credentials.self(),
                credentials.envelopes(),
                Splitter.create(plan.chunk(), Models.counter(tokenizer)),
                dispatcher("kith-chunk-dispatcher"));
    }

    private Embedder.Trade embedTrade(EmbeddingPool pool) {
        return new Embedder.Trade(
                credentials.self(),
                credentials.envelopes(),
                pool,
                credentials::sign,
                clock,
                plan.embed());
    }

    private Aggregator.Trade aggregateTrade() {
        return new Aggregator.Trade(
                credentials.self(),
                credentials.envelopes(),
                credentials::verifies,
                plan.aggregate());
    }

    private static List<Integer> level(StoreHosts hosts) {
        return hosts.holdings().stream()
                .filter(StoreHosts.Holding::level)
                .map(StoreHosts.Holding::partition)
                .toList();
    }

    private static List<Card.Lag> behind(StoreHosts hosts) {
        return hosts.holdings().stream()
                .filter(holding -> !holding.level())
                .map(holding ->
                        new Card.Lag(
                                holding.partition(),
                                holding.lack().documents(),
                                holding.lack().bytes(),
                                holding.lack().bytes() == 0 ? -1 : holding.lack().secondsLeft()))
                .toList();
    }

    private List<Integer> partitionsHeld() {
        return hosts.stream()
                .flatMap(store ->
                        IntStream.range(0, shape.partitions()).filter(store::holds).boxed())
                .toList();
    }

    private Executor dispatcher(String path) {
        return system.dispatchers().lookup(DispatcherSelector.fromConfig(path));
    }

    /** {@code host:port} that other agents reach this one at. */
    String selfAddress() {
        Address address = Cluster.get(system).selfMember().address();
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }

    private boolean offers(Capability capability) {
        return plan.node().capabilities().contains(capability);
    }
}
