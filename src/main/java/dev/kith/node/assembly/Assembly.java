package dev.kith.node.assembly;

import dev.kith.aggregate.search.Whereabouts;
import dev.kith.audit.compare.Agreement;
import dev.kith.model.Capability;
import dev.kith.node.checking.Checking;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.lasting.Models;
import dev.kith.node.lasting.Peers;
import dev.kith.node.notice.Notices;
import dev.kith.node.setting.Plan;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.ShardTable;
import dev.kith.placement.work.WorkPicker;
import dev.kith.registry.LiveDirectory;
import dev.kith.registry.NetworkClock;
import dev.kith.store.Copies;
import dev.kith.store.CopiesClient;
import dev.kith.store.StoreHosts;
import dev.kith.store.quorum.Shape;
import dev.kith.task.verify.OwnModel;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.typed.Cluster;

/** One agent's features, made and joined to each other. */
public final class Assembly {
    private static final Set<String> LOST = Set.of("unreachable", "down", "removed");
    private static final Set<String> ARRIVING = Set.of("joining", "weaklyup");

    private final ActorSystem<?> system;
    private final Credentials credentials;
    private final Plan plan;
    private final Models models;
    private final Peers peers;
    private final NetworkClock clock;
    private final Notices notices;
    private final LiveDirectory directory;
    private final Offers offers;
    private final ShardTable homes;
    private final Shards shards;
    private final Shape shape;
    private final CopyDoors copyDoors;
    private final Copies copies;
    private final Optional<StoreHosts> hosts;
    private final SelfCard card;
    private final Doors doors;
    private final HttpDoor http;
    private final Checking checking;
    private final AtomicInteger tasksRunning = new AtomicInteger();

    public Assembly(ActorSystem<?> system, Plan plan, Lasting lasting) {
        this.system = system;
        this.credentials = lasting.credentials();
        this.plan = plan;
        this.models = lasting.models();
        this.peers = lasting.peers();
        this.clock = lasting.clock();
        this.notices = new Notices(plan, lasting);
        this.directory = notices.directory();
        this.offers = new Offers(system, plan, lasting, clock, notices.trust());
        this.homes = new ShardTable(plan.placement().workShards());
        var moves = new MoveBook(clock, plan.placement().movesKeptMax());
        this.shards = new Shards(system, plan.placement(), notices.trust(), moves);
        this.shape =
                new Shape(
                        plan.network().partitions(),
                        plan.network().copies(),
                        () -> directory.live(Capability.STORE),
                        this::knownStoreAgents);
        this.copyDoors =
                new CopyDoors(
                        shards, shape, directory, new Whereabouts(), copy -> held().isHere(copy));
        this.copies =
                new CopiesClient(
                        system, "copies", plan.store(), shape, copyDoors, credentials.envelopes());
        this.hosts =
                offers.include(Capability.STORE)
                        ? Optional.of(
                                StoreHosts.create(system, offers.storing(shape, copyDoors, shards)))
                        : Optional.empty();
        this.card =
                new SelfCard(
                        lasting,
                        plan.node(),
                        new SelfCard.Sources(this::held, tasksRunning::get, models.gate()));
        var own =
                new OwnModel(
                        models.pool(), new Agreement(plan.audit().tolerances()), models.gate());
        this.checking =
                new Checking(
                        new Checking.Parts(
                                system,
                                credentials,
                                own,
                                directory,
                                copies,
                                shards,
                                homes,
                                clock,
                                plan.task(),
                                plan.audit()));
        this.doors =
                new Doors(
                        new Doors.Parts(
                                system,
                                credentials,
                                copies,
                                directory,
                                notices.trust(),
                                new WorkPicker.Means(
                                        directory,
                                        notices.trust(),
                                        homes,
                                        plan.reputation().selection(),
                                        plan.placement().newcomerShare(),
                                        new SecureRandom()),
                                shards,
                                moves,
                                clock,
                                new NetworkModel(
                                        directory,
                                        models.pool()
                                                .map(pool ->
                                                        pool.model().identity().fingerprint())),
                                plan.task(),
                                new dev.kith.task.verify.Means(
                                        copies,
                                        credentials::verifies,
                                        own,
                                        new SecureRandom(),
                                        plan.audit()),
                                tasksRunning::set));
        this.http =
                new HttpDoor(new HttpDoor.Parts(system, plan, credentials, offers, doors, card));
    }

    /** Starts what is told and heard of others, and all five kinds of sharded entities. */
    public void startTrades() {
        var board =
                notices.start(
                        system,
                        card,
                        offers.dispatcher("kith-disk-dispatcher"),
                        checking.convictions());
        directory.onChange(event -> {
            boolean lost = LOST.contains(event.status());
            hosts.ifPresent(store -> store.membersChanged(lost));
            offers.dispatcher("kith-disk-dispatcher").execute(() -> peers.remember(directory));
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
        shards.startChunkers(offers.chunking(), directory, selfAddress());
        shards.startEmbedders(offers.embedding(), directory, selfAddress());
        shards.startAggregators(offers.aggregating(), directory, selfAddress());
        startSearchHelp();
        offers.examine(directory);
        var checks =
                checking.start(board, notices.trust(), offers.dispatcher("kith-disk-dispatcher"));
        shards.startTasks(doors.tools(checks), directory, selfAddress());
        system.systemActorOf(shards.scout(homes, selfAddress()), "shard-scout", Props.empty());
    }

    private void startSearchHelp() {
        var help = new SearchHelp(system, credentials.self());
        offers.embedding().ifPresent(help::offer);
        if (offers.include(Capability.AGGREGATE)) {
            help.offer(offers.searching(copyDoors, checking.convictions()::disbelieve));
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

    private HeldCopies held() {
        return new HeldCopies(hosts, shape.partitions());
    }

    /** Opens the files that this agent has; done when all can be read. */
    public CompletionStage<Void> open() {
        return hosts.map(store -> store.open().thenRun(() -> doors.observe(store.versionTimeMax())))
                .orElse(CompletableFuture.completedFuture(null))
                .thenRun(doors::tellLeftOver);
    }

    /** Starts HTTP where it is offered; done with {@code host:port}, or {@code none}. */
    public CompletionStage<String> startHttp() {
        return http.start();
    }

    /** Done once every partition has answered: then storing and searching really work. */
    public CompletionStage<Void> everyPartitionAnswers() {
        return new StoreReach(system, copies, shape.partitions()).await();
    }

    /** Takes no more requests and lets those in flight end. */
    public CompletionStage<Done> closeHttp() {
        return http.close();
    }

    /** Syncs and closes all files. */
    public CompletionStage<Done> closeFiles() {
        return hosts.map(StoreHosts::close)
                .orElse(CompletableFuture.completedFuture(null))
                .thenApply(_ -> Done.getInstance());
    }

    /** {@code host:port} that other agents reach this one at. */
    public String selfAddress() {
        Address address = Cluster.get(system).selfMember().address();
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }
}
