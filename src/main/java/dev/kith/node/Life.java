package dev.kith.node;

import com.typesafe.config.Config;
import dev.kith.identity.tls.AgentSslEngineProvider;
import dev.kith.node.assembly.Assembly;
import dev.kith.node.ending.StalledStreams;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.reunion.Reunion;
import dev.kith.node.setting.ManagementSettings;
import dev.kith.node.setting.MemberConfig;
import dev.kith.node.setting.NodeSettings;
import dev.kith.node.setting.Plan;
import dev.kith.wire.record.RecordCheck;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stay of an agent in its network: an actor system with all that runs in it. When the others go
 * on without the agent, or its part yields to another, the stay ends and the agent begins a new one
 * in the same process.
 */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PROBE_MAX = Duration.ofSeconds(3);

    /**
     * Where it is reached, once all ports have been taken.
     *
     * @param http {@code host:port}, or {@code none}
     * @param managementPort negative where it is off
     */
    record Doorplate(String http, int port, int managementPort) {}

    private final Lasting lasting;
    private final Plan plan;
    private final ManagementSettings management;
    private final ActorSystem<?> system;
    private final Assembly assembly;
    private final CompletableFuture<Doorplate> ready = new CompletableFuture<>();
    private final AtomicReference<Optional<String>> yielded =
            new AtomicReference<>(Optional.empty());
    private final CountDownLatch filesClosed = new CountDownLatch(1);

    private Life(Lasting lasting, Plan plan, ManagementSettings management, ActorSystem<?> system) {
        this.lasting = lasting;
        this.plan = plan;
        this.management = management;
        this.system = system;
        this.assembly = new Assembly(system, plan, lasting);
    }

    /**
     * Begins a stay; it goes on joining in the background.
     *
     * @param system a new one, of {@link #system}
     */
    static Life start(Config config, Plan plan, Lasting lasting, ActorSystem<?> system) {
        var life = new Life(lasting, plan, management(config), system);
        life.begin();
        return life;
    }

    private static ManagementSettings management(Config config) {
        return ManagementSettings.from(config.getConfig("kith").getConfig("management"));
    }

    /**
     * An actor system that listens, but has joined nobody.
     *
     * @throws IllegalArgumentException if a setting is wrong or a port cannot be had
     */
    static ActorSystem<?> system(Config whole, Plan plan, Credentials credentials) {
        Config config = MemberConfig.of(whole, plan.node(), management(whole));
        NodeSettings node = plan.node();
        var setup =
                ActorSystemSetup.create(
                        BootstrapSetup.create(config),
                        AgentSslEngineProvider.setup(credentials.tls()),
                        new RecordCheck.Given(
                                credentials.recordCheck(plan.registry().checkedRecordsMax())));
        try {
            return ActorSystem.create(SpawnProtocol.create(), MemberConfig.SYSTEM, setup);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new IllegalArgumentException(
                            "kith.node.port = "
                                    + node.port()
                                    + " on "
                                    + node.host()
                                    + listening(node)
                                    + " cannot be had ("
                                    + cause.getMessage()
                                    + "); end what uses it, or choose another port",
                            e);
                }
            }
            throw e;
        }
    }

    private static String listening(NodeSettings node) {
        String there = node.listening();
        return there.equals(node.host() + ":" + node.port()) ? "" : " (listening at " + there + ")";
    }

    private void begin() {
        var shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(), "kith-http", assembly::closeHttp);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "kith-files",
                () -> assembly.closeFiles().whenComplete((_, _) -> filesClosed.countDown()));
        StalledStreams.stopAtTheEnd(system);
        assembly.startTrades();
        String self = assembly.selfAddress();
        var node = plan.node();
        system.systemActorOf(
                Reunion.create(
                        new Reunion.Setup(
                                plan.reunion(),
                                node.waitingNotice(),
                                node.seeds(),
                                lasting.peers().rank(node.seeds(), self),
                                () -> lasting.peers().known(node.seeds(), self),
                                address -> lasting.credentials().tls().letsIn(address, PROBE_MAX),
                                lasting.restarts(),
                                Agent::now),
                        new Reunion.Listeners(this::serve, _ -> {}, this::giveWay)),
                "reunion",
                Props.empty());
    }

    private void serve() {
        LOG.info(
                "{} is a member at {}", lasting.name(), Cluster.get(system).selfMember().address());
        assembly.open()
                .thenCompose(_ -> assembly.startHttp())
                .thenCompose(http -> startManagement().thenApply(port -> doorplate(http, port)))
                .thenCompose(plate -> assembly.everyPartitionAnswers().thenApply(_ -> plate))
                .whenComplete((plate, error) -> {
                    if (error == null) {
                        Readiness.of(system).begin();
                        ready.complete(plate);
                    } else if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
                        ready.completeExceptionally(error);
                    } else {
                        LOG.debug("this stay ended before it could serve", error);
                    }
                });
    }

    private Doorplate doorplate(String http, int managementPort) {
        int port = Cluster.get(system).selfMember().address().getPort().orElse(0);
        return new Doorplate(http, port, managementPort);
    }

    private CompletionStage<Integer> startManagement() {
        if (management.port() < 0) return CompletableFuture.completedFuture(-1);
        return PekkoManagement.get(system)
                .start()
                .thenApply(Uri::port)
                .exceptionally(error -> {
                    throw new IllegalArgumentException(
                            "kith.management.port = "
                                    + management.port()
                                    + " on "
                                    + management.host()
                                    + " cannot be had; end what uses it, choose another,"
                                    + " or turn it off with -1",
                            error);
                });
    }

    /** What all of it runs in. */
    ActorSystem<?> system() {
        return system;
    }

    /** Done once it can really serve. */
    CompletionStage<Doorplate> ready() {
        return ready;
    }

    /** Why it ended or is ending to join another part; empty where it did not choose to. */
    Optional<String> yielded() {
        return yielded.get();
    }

    private void giveWay(String why) {
        yielded.set(Optional.of(why));
        leave();
    }

    /** Leaves the network in order: hands over, drains, closes. */
    void leave() {
        Readiness.of(system).end();
        CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    }

    /**
     * Waits until all of it has ended; then its ports and files are free.
     *
     * @param most longest that it may take from when it began to end
     * @return false if it has not ended by then, so that its ports are not free
     */
    boolean awaitEnd(Duration most) throws InterruptedException {
        var ended = new CountDownLatch(1);
        system.getWhenTerminated().whenComplete((_, _) -> ended.countDown());
        long end = Long.MAX_VALUE;
        while (!ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            boolean ending = CoordinatedShutdown.get(system).getShutdownReason().isPresent();
            if (ending && end == Long.MAX_VALUE) end = Agent.now() + most.toMillis();
            if (Agent.now() > end) return false;
        }
        if (!filesClosed.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("not all files could be closed in time; they are checked when next opened");
        }
        return true;
    }
}
