package dev.kith.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.lasting.Lasting;
import dev.kith.node.lasting.Models;
import dev.kith.node.setting.NodeSettings;
import dev.kith.node.setting.Plan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent: who it is and what it has loaded, and one {@link Life} in its network after the other.
 *
 * <pre>
 *   start ─┬► keys, certificate ─┬► life ──up──► shards ──► HTTP ──► ready
 *          └► model ─────────────┘   ▲                               │
 *                                    └── removed, or its part yields ┘
 *   stop  ──► no more HTTP ──► shards handed over ──► left ──► drained ──► files closed
 * </pre>
 */
public final class Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** So many times {@code leave-max} a stay may take to end before the process is given up. */
    private static final int ENDING = 3;

    private static final int TRIES = 10;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final Config config;
    private final Lasting lasting;
    private final NodeSettings node;
    private final Map<String, String> environment;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Map<String, Object> ports = new HashMap<>();
    private volatile Life life;

    private Agent(Config config, Map<String, String> environment, Plan plan, Beginning beginning) {
        this.config = config;
        this.environment = Map.copyOf(environment);
        this.lasting = beginning.lasting();
        this.node = plan.node();
        this.life = Life.start(config, plan, lasting, beginning.system());
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
        return start(config, environment, Models.Engine.SHIPPED, UnaryOperator.identity());
    }

    /** Starts one with another engine and a hand in what it believes: how a test makes a liar. */
    static Agent start(
            Config config,
            Map<String, String> environment,
            Models.Engine engine,
            UnaryOperator<Credentials> disguise) {
        LibraryLogs.quiet();
        Plan plan = Plan.of(config.getConfig("kith"), environment);
        Beginning beginning = Beginning.of(config, environment, plan, engine, disguise);
        beginning
                .lasting()
                .models()
                .pool()
                .ifPresent(pool -> {
                    var _ = beginning.lasting().idling().watch().onChange(pool::follow);
                });
        var agent = new Agent(config, environment, plan, beginning);
        new Thread(agent::live, "kith-agent").start();
        return agent;
    }

    /** One life after the other, until it is asked to stop or cannot go on. */
    private void live() {
        boolean asked = false;
        try {
            while (true) {
                watch(life);
                boolean free = life.awaitEnd(node.leaveMax().multipliedBy(ENDING));
                asked = stopping.getCount() == 0;
                if (asked) break;
                if (!free) {
                    LOG.error("{} cannot end its stay in the network", lasting.name());
                    break;
                }
                Life last = life;
                lasting.restarts().record(now(), last.yielded().isEmpty());
                LOG.warn(
                        "{}: {}; it restarts its part in the network and joins again ({}. time"
                                + " lately)",
                        lasting.name(),
                        last.yielded().orElse("the others went on without it"),
                        lasting.restarts().count(now()));
                if (!again()) {
                    asked = stopping.getCount() == 0;
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lasting.idling().close();
            lasting.models().close();
            lasting.credentials().folder().close();
            left.countDown();
            ended.complete(asked);
        }
    }

    /** Keeps the ports that a life got, and says that the agent is ready the first time. */
    private void watch(Life current) {
        current.ready()
                .whenComplete((plate, error) -> {
                    if (error != null) {
                        if (!ready.completeExceptionally(error)) {
                            LOG.error("{} cannot serve any more", lasting.name(), error);
                            current.leave();
                        }
                        return;
                    }
                    synchronized (ports) {
                        ports.put("kith.node.port", plate.port());
                        if (!plate.http().equals("none")) {
                            ports.put(
                                    "kith.gateway.port",
                                    plate.http().substring(plate.http().lastIndexOf(':') + 1));
                        }
                        ports.put("kith.management.port", plate.managementPort());
                    }
                    if (!ready.complete(plate.http())) LOG.info("{} serves again", lasting.name());
                });
    }

    /** Begins the next life; false where that does not work, or it is asked to stop meanwhile. */
    private boolean again() throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            if (stopping.getCount() == 0) return false;
            try {
                Config same;
                synchronized (ports) {
                    same = ConfigFactory.parseMap(ports, "same ports").withFallback(config);
                }
                Plan plan = Plan.of(same.getConfig("kith"), environment);
                life =
                        Life.start(
                                same,
                                plan,
                                lasting,
                                Life.system(same, plan, lasting.credentials()));
                if (stopping.getCount() == 0) life.leave();
                return true;
            } catch (Exception e) { // also what Pekko throws unchecked and undeclared
                LOG.error("{} could not begin again (try {} of {})", lasting.name(), i, TRIES, e);
            }
            if (stopping.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) return false;
        }
        return false;
    }

    /** Its did. */
    public AgentId self() {
        return lasting.credentials().self();
    }

    /** What people call it. */
    public String name() {
        return lasting.name();
    }

    /** The actor system of its life now; for tests in the same JVM. */
    ActorSystem<?> system() {
        return life.system();
    }

    /** Done with the HTTP address, {@code host:port} or {@code none}, once it can really serve. */
    public CompletionStage<String> ready() {
        return ready;
    }

    /** Done when it has ended for good: true where it was asked to, false where it gave up. */
    public CompletionStage<Boolean> ended() {
        return ended;
    }

    /** Leaves the network in order: hands over, drains, closes; waits, but not for ever. */
    public void stop() {
        stopping.countDown();
        life.leave();
        try {
            if (!left.await(node.leaveMax().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("leaving took longer than kith.node.leave-max; going all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds of this process's clock; never goes back. */
    static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
