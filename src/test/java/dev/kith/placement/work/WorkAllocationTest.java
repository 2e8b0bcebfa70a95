package dev.kith.placement.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.Capability;
import dev.kith.placement.PlacementSettings;
import dev.kith.reputation.FixedTrust;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.FixedDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.EmptyLocalActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.jdk.javaapi.CollectionConverters;

/** Whoever gives out the shards of a trade remembers which it moved lately, and why. */
class WorkAllocationTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long NOW = 1_790_000_000_000L;
    private static final int KEPT = 6;
    private static final PlacementSettings SETTINGS =
            PlacementSettings.from(ConfigFactory.load("application").getConfig("kith.placement"));

    private final FixedDirectory directory = new FixedDirectory();
    private final MoveBook book =
            new MoveBook(InstantSource.fixed(Instant.ofEpochMilli(NOW)), KEPT);
    private final WorkAllocation allocation =
            WorkAllocation.byFitness(
                    Capability.EMBED,
                    new WorkAllocation.Means(
                            directory, new FixedTrust(), Agents.address(1), SETTINGS, book));

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void remembersWhyShardsLeftOneThatPauses() {
        directory.agents = List.of(Agents.working(1, 100), Agents.paused(2));

        Set<String> moving = rebalance(24, 24);

        List<MoveBook.Moved> moves = book.told().moves();
        assertThat(moves).extracting(MoveBook.Moved::shard).hasSameElementsAs(moving);
        assertThat(moves)
                .hasSize(SETTINGS.movesMax())
                .allSatisfy(move -> {
                    assertThat(move.from()).isEqualTo(Agents.address(2));
                    assertThat(move.to()).isEqualTo(Agents.address(1));
                    assertThat(move.why()).isEqualTo("paused: a person uses this machine");
                    assertThat(move.time()).isEqualTo(NOW);
                });
    }

    @Test
    void remembersByHowMuchOneThatIsSlowHadTooMany() {
        directory.agents = List.of(Agents.working(1, 100), Agents.working(2, 50));

        rebalance(24, 24);

        assertThat(book.told().moves().getFirst().why())
                .isEqualTo(
                        "it had 24 shards and should have 16.0: speed 0.50 × reputation 0.25 ×"
                                + " idleness 1.00 = 0.13");
    }

    @Test
    void forgetsTheEldestWhereThereIsNoRoom() {
        directory.agents = List.of(Agents.working(1, 100), Agents.paused(2));
        rebalance(24, 24);
        rebalance(36, 8);

        assertThat(book.told().moves())
                .extracting(MoveBook.Moved::shard)
                .containsExactly("40", "41", "42", "43", "44", "45");
    }

    @Test
    void knowsForWhichTradesItDecides() {
        assertThat(book.told().decides()).isEmpty();

        directory.agents = List.of(Agents.working(1, 100), Agents.working(2, 100));
        rebalance(24, 24);

        assertThat(book.told().decides()).containsExactly(Capability.EMBED);
        assertThat(book.told().moves()).isEmpty();
    }

    /** With so many shards at the agents 1, 2, and so on. */
    private Set<String> rebalance(int... counts) {
        Map<ActorRef, IndexedSeq<String>> current = new LinkedHashMap<>();
        int first = 0;
        for (int n = 1; n <= counts.length; n++) {
            current.put(region(n), shards(first, counts[n - 1]));
            first += counts[n - 1];
        }
        return allocation.rebalance(current, Set.of()).value().get().get();
    }

    private static IndexedSeq<String> shards(int first, int count) {
        List<String> shards =
                IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
        return CollectionConverters.asScala(shards).toIndexedSeq();
    }

    private static ActorRef region(int n) {
        var system = (ExtendedActorSystem) KIT.system().classicSystem();
        return new EmptyLocalActorRef(
                system.provider(),
                ActorPath.fromString("pekko://kith@" + Agents.address(n) + "/user/region"),
                system.eventStream());
    }
}
