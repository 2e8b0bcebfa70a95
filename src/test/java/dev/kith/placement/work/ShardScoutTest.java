package dev.kith.placement.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.Capability;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where an entity's shard stands is what Cluster Sharding itself says, while somebody asks. */
class ShardScoutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHARDS = 5;
    private static final EntityTypeKey<String> TYPE = EntityTypeKey.create(String.class, "work");

    private static final ActorTestKit KIT =
            ActorTestKit.create(
                    ConfigFactory.parseString(
                                    """
                                    pekko.actor.provider = cluster
                                    pekko.remote.artery.transport = tcp
                                    pekko.remote.artery.canonical.hostname = "127.0.0.1"
                                    pekko.remote.artery.canonical.port = 0
                                    pekko.cluster.jmx.enabled = off
                                    pekko.cluster.run-coordinated-shutdown-when-down = off
                                    """)
                            .withFallback(ConfigFactory.load()));

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void learnsWhereShardsStandOnceSomebodyAsks() {
        Cluster cluster = Cluster.get(KIT.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        var sharding = ClusterSharding.get(KIT.system());
        var extractor = ShardingMessageExtractor.<String>apply(SHARDS);
        var region = sharding.init(Entity.of(TYPE, _ -> entity()).withMessageExtractor(extractor));
        var table = new ShardTable(SHARDS);
        KIT.spawn(
                ShardScout.create(
                        new ShardScout.Means(
                                Map.of(Capability.EMBED, TYPE),
                                sharding.shardState(),
                                "me:1",
                                table,
                                Duration.ofMillis(200))));

        region.tell(new ShardingEnvelope<>("task/0/0/3", "hello"));

        KIT.createTestProbe()
                .awaitAssert(
                        PATIENCE,
                        () -> {
                            assertThat(table.of(Capability.EMBED, "task/0/0/3")).isPresent();
                            return null;
                        });
        assertThat(table.counts(Capability.EMBED).values().stream().mapToInt(i -> i).sum())
                .isEqualTo(1);
        assertThat(table.of(Capability.EMBED, "task/0/0/3").orElseThrow())
                .isIn("me:1", address(cluster));
        assertThat(table.of(Capability.CHUNK, "task/0")).isEmpty();
    }

    private static String address(Cluster cluster) {
        var address = cluster.selfMember().address();
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }

    private static Behavior<String> entity() {
        return Behaviors.receiveMessage(_ -> Behaviors.same());
    }
}
