package dev.kith.node;

import com.typesafe.config.Config;
import dev.kith.identity.tls.AgentSslEngineProvider;
import dev.kith.model.AgentId;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running agent: credentials, a cluster member, everything it offers, and its HTTP doors.
 *
 * <pre>
 *   start ──► keys, certificate ──► model ──► member ──up──► shards ──► HTTP ──► ready
 *   stop  ──► no more HTTP ──► shards handed over ──► left ──► drained ──► files closed
 * </pre>
 */
public final class Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final String name;
    private final Credentials credentials;
    private final NodeSettings node;
    private final ActorSystem<?> system;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final AtomicInteger exitCode = new AtomicInteger();

    private Agent(String name, Credentials credentials, NodeSettings node, ActorSystem<?> system) {
        this.name = name;
        this.credentials = credentials;
        this.node = node;
        this.system = system;
    }

    /**
     * Starts an agent; it goes on joining in the background.
     *
     * @param config whole configuration, as {@code application.conf} lays it out
     * @param environment for {@code HOME} and the XDG folders
     * @throws IllegalArgumentException if a setting is wrong; key, value and remedy are in the
     *     message
     * @throws dev.kith.identity.IdentityException if the data folder, key or certificate will not
     *     do
     */
    public static Agent start(Config config, Map<String, String> environment) {
        Config kith = config.getConfig("kith");
        var node = NodeSettings.from(kith.getConfig("node"));
        var network = NetworkSettings.from(kith.getConfig("network"));
        var management = ManagementSettings.from(kith.getConfig("management"));
        String name = node.name().isEmpty() ? hostName() : node.name();
        Folders folders = Folders.of(node, network, name, environment);
        Plan plan = Plan.of(kith, node, network, folders);
        Credentials credentials = Credentials.open(kith, node, network, name, folders.data());
        LOG.info("{} is {} of network {}", name, credentials.self().did(), network.name());
        Models models = Models.load(plan.embed(), node.capabilities(), folders.cache());
        ActorSystem<?> system =
                system(MemberConfig.of(config, node, management), credentials, node);
        var agent = new Agent(name, credentials, node, system);
        agent.begin(new Assembly(system, credentials, plan, models, name), management);
        return agent;
    }

    private static ActorSystem<?> system(
            Config config, Credentials credentials, NodeSettings node) {
        var setup =
                ActorSystemSetup.create(
                        BootstrapSetup.create(config),
                        AgentSslEngineProvider.setup(credentials.tls()));
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

    private void begin(Assembly assembly, ManagementSettings management) {
        var shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(), "kith-http", assembly::closeHttp);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "kith-files",
                assembly::closeFiles);
        shutdown.addTask(
                CoordinatedShutdown.PhaseActorSystemTerminate(),
                "kith-folder",
                () -> {
                    credentials.folder().close();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        assembly.startTrades();
        system.systemActorOf(
                Joining.create(
                        Peers.in(credentials.folder().path())
                                .seeds(node.seeds(), assembly.selfAddress()),
                        node.waitingNotice(),
                        () -> serve(assembly, management)),
                "joining",
                Props.empty());
    }

    private void serve(Assembly assembly, ManagementSettings management) {
        LOG.info("{} is a member at {}", name, Cluster.get(system).selfMember().address());
        assembly.open()
                .thenCompose(_ -> assembly.startHttp())
                .thenCompose(address -> startManagement(management).thenApply(_ -> address))
                .thenCompose(address -> assembly.everyPartitionAnswers().thenApply(_ -> address))
                .whenComplete((address, error) -> {
                    if (error == null) {
                        Readiness.of(system).begin();
                        ready.complete(address);
                    } else {
                        ready.completeExceptionally(error);
                    }
                });
    }

    private CompletionStage<Object> startManagement(ManagementSettings management) {
        if (management.port() < 0) return CompletableFuture.completedFuture("off");
        return PekkoManagement.get(system)
                .start()
                .handle((uri, error) -> {
                    if (error == null) return uri;
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

    /** Its did. */
    public AgentId self() {
        return credentials.self();
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Done with the HTTP address, {@code host:port} or {@code none}, once it can really serve. */
    public CompletionStage<String> ready() {
        return ready;
    }

    /** Done when its actor system has ended, for whatever reason. */
    public CompletionStage<Done> terminated() {
        return system.getWhenTerminated();
    }

    /** Leaves the network in order: hands over, drains, closes; waits, but not for ever. */
    public void stop() {
        Readiness.of(system).end();
        var left = new CountDownLatch(1);
        CoordinatedShutdown.get(system)
                .runAll(CoordinatedShutdown.jvmExitReason())
                .whenComplete((_, _) -> left.countDown());
        try {
            if (!left.await(node.leaveMax().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("leaving took longer than kith.node.leave-max; going all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the process ends with: 0 unless {@link #exit} says otherwise. */
    int exitCode() {
        return exitCode.get();
    }

    /** Ends the process because the agent itself came to an end, such as by being removed. */
    void exit(int code) {
        if (!Readiness.of(system).stopping()) {
            LOG.error(
                    "{} was removed from its network, or could not go on; start it again to join",
                    name);
            exitCode.set(code);
            new Thread(() -> System.exit(code), "kith-exit").start();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this machine has no name", e);
            return "agent";
        }
    }
}
