package dev.kith.node.reunion;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.node.reunion.rule.Bell;
import dev.kith.node.reunion.rule.Part;
import dev.kith.node.reunion.rule.Seat;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scala.Option;

/**
 * A bell is heard by an agent that has quarantined its caller, which nothing else is. That rests on
 * Artery reading a message before it drops it; if a new version does not, this fails.
 */
class BellTest {
    private static final ActorTestKit ADA = ActorTestKit.create("kith", config());
    private static final ActorTestKit BEN = ActorTestKit.create("kith", config());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterAll
    static void shutDown() {
        ADA.shutdownTestKit();
        BEN.shutdownTestKit();
    }

    @Test
    void isHeardThroughQuarantineBothWays() {
        TestProbe<Bell> ada = ADA.createTestProbe();
        TestProbe<Bell> ben = BEN.createTestProbe();
        BellTower.of(ADA.system()).listen(ada.getRef()::tell);
        BellTower.of(BEN.system()).listen(ben.getRef()::tell);
        ring(ADA.system(), BEN.system(), 1);
        ring(BEN.system(), ADA.system(), 1);
        assertThat(ada.receiveMessage(PATIENCE).time()).isEqualTo(1);
        assertThat(ben.receiveMessage(PATIENCE).time()).isEqualTo(1);

        quarantine(ADA.system(), BEN.system());
        quarantine(BEN.system(), ADA.system());
        ring(ADA.system(), BEN.system(), 2);
        ring(BEN.system(), ADA.system(), 2);

        assertThat(ada.receiveMessage(PATIENCE).time()).isEqualTo(2);
        assertThat(ben.receiveMessage(PATIENCE).time()).isEqualTo(2);
    }

    private static void ring(ActorSystem<?> from, ActorSystem<?> to, long time) {
        Seat seat = new Seat("127.0.0.1:1", 7);
        Adapter.toClassic(from)
                .actorSelection(address(to) + "/system/kith-bell")
                .tell(
                        new Bell(seat, time, seat, 0, Part.NONE, -1, false, 0, false, false),
                        ActorRef.noSender());
    }

    private static void quarantine(ActorSystem<?> by, ActorSystem<?> whom) {
        long uid = Cluster.get(whom).selfMember().uniqueAddress().longUid();
        ((RemoteActorRefProvider)
                        ((org.apache.pekko.actor.ExtendedActorSystem) Adapter.toClassic(by))
                                .provider())
                .quarantine(address(whom), Option.apply(uid), "for this test");
    }

    private static Address address(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address();
    }

    private static Config config() {
        return ConfigFactory.parseString(
                        """
                        pekko.remote.artery.transport = tcp
                        pekko.remote.artery.canonical.port = 0
                        """)
                .withFallback(ConfigFactory.load("application"));
    }
}
