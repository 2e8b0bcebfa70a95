package dev.kith.node.parting;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.aggregate.Aggregator;
import dev.kith.chunk.Chunker;
import dev.kith.embed.Embedder;
import dev.kith.task.run.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent gives its part's coordinators away when it leaves, and to an older member, only. */
class MembersOnlyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EntityTypeKey<String> TRADE = EntityTypeKey.create(String.class, "task");

    /** As Pekko's reference configuration numbers it. */
    private static final int SINGLETON_SERIALIZER = 14;

    private static final String HAND_OVER_TO_ME = "A";

    private static final Config CONFIG =
            ConfigFactory.parseString(
                            """
                            pekko {
                              loglevel = OFF
                              stdout-loglevel = OFF
                              remote.artery { transport = tcp, canonical.port = 0 }
                              cluster.downing-provider-class = ""
                              coordinated-shutdown.run-by-actor-system-terminate = off
                            }
                            """)
                    .withFallback(ConfigFactory.parseResources("kith/pekko.conf"))
                    .withFallback(ConfigFactory.defaultReference())
                    .resolve();

    private static final ActorTestKit ANNA = ActorTestKit.create("kith", CONFIG);
    private static final ActorTestKit BEN = ActorTestKit.create("kith", CONFIG);
    private static final ActorTestKit STRANGER = ActorTestKit.create("kith", CONFIG);
    private static final TestProbe<String> ANSWERS = ANNA.createTestProbe();

    private static @Nullable ActorRef<ShardingEnvelope<String>> region;

    @BeforeAll
    static void beginTwoParts() {
        join(ANNA, ANNA);
        join(STRANGER, STRANGER);
        region = work(ANNA);
        answersTo("begin");
        join(BEN, ANNA);
        work(BEN);
    }

    @AfterAll
    static void end() {
        STRANGER.shutdownTestKit();
        BEN.shutdownTestKit();
        ANNA.shutdownTestKit();
    }

    @Test
    void keepsItsCoordinatorWhenAStrangerAsksForIt() {
        TestProbe<Object> greedy = STRANGER.createTestProbe();

        coordinatorSeenBy(STRANGER).tell(handOverToMe(), Adapter.toClassic(greedy.getRef()));

        greedy.expectNoMessage(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) answersTo("stranger " + i);
    }

    @Test
    void keepsItsCoordinatorWhenAYoungerMemberAsksForIt() {
        TestProbe<Object> greedy = BEN.createTestProbe();

        coordinatorSeenBy(BEN).tell(handOverToMe(), Adapter.toClassic(greedy.getRef()));

        greedy.expectNoMessage(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) answersTo("younger " + i);
    }

    @Test
    void guardsTheCoordinatorsOfAllTrades() {
        Config deployment = CONFIG.getConfig("pekko.actor.deployment");

        for (String trade :
                List.of(
                        Task.TYPE.name(),
                        Chunker.KEY.name(),
                        Embedder.TYPE.name(),
                        Aggregator.TYPE.name(),
                        "storage")) {
            String mailbox = deployment.getString("\"/sharding/" + trade + "Coordinator\".mailbox");
            assertThat(CONFIG.getString(mailbox + ".mailbox-type"))
                    .isEqualTo(MembersOnly.class.getName());
        }
    }

    private static void join(ActorTestKit agent, ActorTestKit to) {
        Cluster cluster = Cluster.get(agent.system());
        cluster.manager().tell(Join.create(Cluster.get(to.system()).selfMember().address()));
        ANSWERS.awaitAssert(
                PATIENCE,
                () -> {
                    assertThat(cluster.selfMember().status()).isEqualTo(MemberStatus.up());
                    return true;
                });
    }

    private static ActorRef<ShardingEnvelope<String>> work(ActorTestKit agent) {
        return ClusterSharding.get(agent.system())
                .init(Entity.of(TRADE, context -> echo(context.getEntityId())));
    }

    private static void answersTo(String entity) {
        Objects.requireNonNull(region).tell(new ShardingEnvelope<>(entity, "?"));
        ANSWERS.expectMessage(PATIENCE, entity);
    }

    private static Behavior<String> echo(String id) {
        return Behaviors.receiveMessage(_ -> {
            ANSWERS.getRef().tell(id);
            return Behaviors.same();
        });
    }

    private static ActorSelection coordinatorSeenBy(ActorTestKit asker) {
        return Adapter.toClassic(asker.system())
                .actorSelection(
                        Cluster.get(ANNA.system()).selfMember().address()
                                + "/system/sharding/taskCoordinator");
    }

    private static Object handOverToMe() {
        return SerializationExtension.get(Adapter.toClassic(STRANGER.system()))
                .deserialize(new byte[0], SINGLETON_SERIALIZER, HAND_OVER_TO_ME)
                .get();
    }
}
