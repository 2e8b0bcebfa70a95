package dev.kith.wire;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The promise of entities: one that is let go stops, and whoever asks it again is answered. */
class EntityBehaviorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ActorTestKit KIT =
            ActorTestKit.create(
                    ConfigFactory.parseString(
                                    """
                                    pekko.actor.provider = cluster
                                    pekko.actor.serialization-bindings {
                                      "dev.kith.wire.EntityBehaviorTest$Asked" = jackson-cbor
                                    }
                                    pekko.remote.artery.transport = tcp
                                    pekko.remote.artery.canonical.hostname = "127.0.0.1"
                                    pekko.remote.artery.canonical.port = 0
                                    pekko.cluster.jmx.enabled = off
                                    pekko.cluster.run-coordinated-shutdown-when-down = off
                                    """)
                            .withFallback(ConfigFactory.load()));

    private sealed interface Asked {}

    private record Ask(ActorRef<String> replyTo) implements Asked {}

    private record LetGo() implements Asked {}

    /** Answers, and tells when its life has ended. */
    private static final class Echo extends EntityBehavior<Asked> {
        private final ActorRef<ClusterSharding.ShardCommand> shard;
        private final ActorRef<String> lives;

        private Echo(
                ActorContext<Asked> context,
                ActorRef<ClusterSharding.ShardCommand> shard,
                ActorRef<String> lives) {
            super(context);
            this.shard = shard;
            this.lives = lives;
        }

        @Override
        public Behavior<Asked> onMessage(Asked asked) {
            switch (asked) {
                case Ask(var replyTo) -> replyTo.tell("answered");
                case LetGo _ -> shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
            }
            return this;
        }

        @Override
        public Behavior<Asked> onSignal(Signal signal) {
            if (signal instanceof PostStop) lives.tell("ended");
            return super.onSignal(signal);
        }
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void isBornAgainForWhoeverAsksAfterItWasLetGo() {
        Cluster.get(KIT.system()).manager().tell(Join.create(self()));
        TestProbe<String> lives = KIT.createTestProbe();
        TestProbe<String> answers = KIT.createTestProbe();
        var type = EntityTypeKey.create(Asked.class, "echo");
        ClusterSharding sharding = ClusterSharding.get(KIT.system());
        sharding.init(
                Entity.of(
                        type,
                        context ->
                                Behaviors.setup(
                                        own -> new Echo(own, context.getShard(), lives.getRef()))));
        var entity = sharding.entityRefFor(type, "one");
        entity.tell(new Ask(answers.getRef()));
        answers.expectMessage(PATIENCE, "answered");

        entity.tell(new LetGo());
        lives.expectMessage(PATIENCE, "ended");
        entity.tell(new Ask(answers.getRef()));

        answers.expectMessage(PATIENCE, "answered");
    }

    private static Address self() {
        return Cluster.get(KIT.system()).selfMember().address();
    }
}
