package dev.kith.identity.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorNotFound;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network lets in whom its authority admitted, and nobody else, on real connections. */
class ClosedNetworkTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Config CONFIG =
            ConfigFactory.parseString(
                            """
                            pekko {
                              loglevel = OFF
                              stdout-loglevel = OFF
                              actor.provider = cluster
                              remote.artery {
                                transport = tls-tcp
                                canonical { hostname = "127.0.0.1", port = 0 }
                              }
                              cluster {
                                jmx.enabled = off
                                gossip-interval = 100ms
                                leader-actions-interval = 100ms
                              }
                              coordinated-shutdown {
                                exit-jvm = off
                                run-by-actor-system-terminate = off
                              }
                            }
                            """)
                    .withFallback(ConfigFactory.defaultReference());

    @TempDir private Path temporary;
    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private TlsCast cast = new TlsCast(Path.of(""));

    @BeforeEach
    void cast() {
        cast = new TlsCast(temporary);
    }

    @AfterEach
    void end() {
        systems.forEach(system -> ActorTestKit.shutdown(system, LONG, false));
    }

    @Test
    void agentsOfOneAuthorityFormACluster() {
        var home = cast.network("home");
        var anna = founder(home);
        var ben = member(home.agent(2, HOST));

        var arrivals = arrivalsAfter(anna);
        join(ben, anna);

        assertThat(arrivals.receiveMessage(LONG).member().address()).isEqualTo(address(ben));
        assertThat(reach(ben, anna, LONG)).succeedsWithin(LONG);
    }

    @Test
    void anAgentKnowsByCertificateWhomItHasReachedWhere() {
        var home = cast.network("home");
        var anna = founder(home);
        TlsCast.Actor actor = home.agent(2, HOST);
        AgentTls tls = actor.tls();
        var ben = start(CONFIG, AgentSslEngineProvider.setup(tls));
        join(ben, anna);
        assertThat(reach(ben, anna, LONG)).succeedsWithin(LONG);

        String annas = HOST + ":" + address(anna).getPort().orElseThrow();
        String bens = HOST + ":" + address(ben).getPort().orElseThrow();
        assertThat(tls.reached(annas)).hasValue(home.agent(1, HOST).id());
        assertThat(tls.reached(bens)).isEmpty();
    }

    @Test
    void anAgentIsLetInByItsOwnNetworkOnAConnectionOfItsOwn() throws IOException {
        var home = cast.network("home");
        var anna = founder(home);
        String annas = HOST + ":" + address(anna).getPort().orElseThrow();
        AgentTls ben = home.agent(2, HOST).tls();

        assertThat(ben.letsIn(annas, LONG)).isTrue();
        assertThat(cast.network("home").agent(3, HOST).tls().letsIn(annas, LONG)).isFalse();
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ben.letsIn(HOST + ":" + mute.getLocalPort(), SHORT)).isFalse();
        }
        assertThat(ben.letsIn(HOST + ":1", SHORT)).as("nobody listens there").isFalse();
    }

    @Test
    void anAgentOfAnotherAuthorityOfTheSameNameStaysOutside() {
        var home = cast.network("home");

        assertKeptOut(home, member(cast.network("home").agent(3, HOST)));
    }

    @Test
    void oneWithoutCertificateStaysOutside() {
        var home = cast.network("home");
        var setup = SSLEngineProviderSetup.create(_ -> Stranger.withoutCertificate());

        assertKeptOut(home, start(CONFIG, setup));
    }

    @Test
    void oneWithoutTlsStaysOutside() {
        var home = cast.network("home");
        var setup = SSLEngineProviderSetup.create(_ -> Stranger.withoutCertificate());
        var plain = ConfigFactory.parseString("pekko.remote.artery.transport = tcp");

        assertKeptOut(home, start(plain.withFallback(CONFIG), setup));
    }

    /** While the stranger tries, an agent of the network can come in by the same door. */
    private void assertKeptOut(TlsCast.Network home, ActorSystem<Void> stranger) {
        var anna = founder(home);
        var arrivals = arrivalsAfter(anna);
        join(stranger, anna);

        var inward = reach(stranger, anna, SHORT);
        var outward = reach(anna, stranger, SHORT);
        for (var attempt : List.of(inward, outward)) {
            assertThat(attempt)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(ActorNotFound.class);
        }
        arrivals.expectNoMessage(Duration.ofMillis(100));

        var ben = member(home.agent(2, HOST));
        join(ben, anna);
        assertThat(arrivals.receiveMessage(LONG).member().address()).isEqualTo(address(ben));
        assertThat(Cluster.get(anna).state().getMembers())
                .extracting(member -> member.address())
                .containsExactlyInAnyOrder(address(anna), address(ben));
        assertThat(Cluster.get(stranger).state().getMembers()).isEmpty();
    }

    private ActorSystem<Void> founder(TlsCast.Network network) {
        var system = member(network.agent(1, HOST));
        join(system, system);
        return system;
    }

    private ActorSystem<Void> member(TlsCast.Actor actor) {
        return start(CONFIG, AgentSslEngineProvider.setup(actor.tls()));
    }

    private ActorSystem<Void> start(Config config, SSLEngineProviderSetup tls) {
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "kith",
                        ActorSystemSetup.create(BootstrapSetup.create(config), tls));
        systems.add(system);
        return system;
    }

    /** Who comes up at the founder after the founder itself. */
    private static TestProbe<ClusterEvent.MemberUp> arrivalsAfter(ActorSystem<Void> founder) {
        var probe = TestProbe.create(ClusterEvent.MemberUp.class, founder);
        Cluster.get(founder)
                .subscriptions()
                .tell(Subscribe.create(probe.getRef(), ClusterEvent.MemberUp.class));
        assertThat(probe.receiveMessage(LONG).member().address()).isEqualTo(address(founder));
        return probe;
    }

    private static void join(ActorSystem<Void> who, ActorSystem<Void> whom) {
        Cluster.get(who).manager().tell(Join.create(address(whom)));
    }

    private static Address address(ActorSystem<Void> system) {
        return Cluster.get(system).selfMember().address();
    }

    /** Asks the other's guardian for a sign of life. */
    private static CompletableFuture<ActorRef> reach(
            ActorSystem<Void> from, ActorSystem<Void> to, Duration wait) {
        return from.classicSystem()
                .actorSelection(address(to) + "/user")
                .resolveOne(wait)
                .toCompletableFuture();
    }
}
