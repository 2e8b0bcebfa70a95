package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.RecordView;
import dev.kith.wire.record.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty agents that join one network at once: within half a minute each knows the cards of all,
 * and has what each has pinned to its board.
 */
class ManyMembersTest {
    private static final int MEMBERS = 20;
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration CARD_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** What twenty in one JVM need of each other's room. */
    private static final Config FRUGAL =
            ConfigFactory.parseString(
                    """
                    pekko {
                      actor {
                        default-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
                        internal-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
                      }
                      remote.artery.advanced { maximum-frame-size = 256 KiB, buffer-pool-size = 4 }
                      cluster.failure-detector.acceptable-heartbeat-pause = 60s
                    }
                    """);

    @TempDir private Path folder;
    private final List<RegistryMember> members = new ArrayList<>();

    @AfterEach
    void end() {
        members.forEach(RegistryMember::end);
    }

    @Test
    void knowEachOthersCardsAndHaveAllThatWasPinned() {
        long begun = System.nanoTime();
        List<TestProbe<Board.News>> readers = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            RegistryMember member = RegistryMember.start(traits(i));
            members.add(member);
            member.join(members.getFirst());
            TestProbe<Board.News> reader = TestProbe.create(member.system());
            member.board().tell(new Board.Watch(Set.of(Kind.RATINGS), reader.getRef()));
            readers.add(reader);
            member.board()
                    .tell(new Board.Pin(Kind.RATINGS, ByteString.fromString("of " + i), LIFETIME));
        }

        Set<AgentId> all =
                members.stream().map(RegistryMember::id).collect(Collectors.toUnmodifiableSet());
        for (RegistryMember member : members) {
            member.until(directory -> known(directory).equals(all));
        }
        for (TestProbe<Board.News> reader : readers) {
            var view = new RecordView(_ -> true);
            while (!pinned(view).equals(all)) view.hear(reader.receiveMessage(MOST));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MOST);
    }

    /** Whose cards there are, of those that are up. */
    private static Set<AgentId> known(Directory directory) {
        return directory.agents().stream()
                .filter(entry -> entry.status().equals("up") && !entry.quarantined())
                .flatMap(entry -> entry.card().stream())
                .map(Card::agent)
                .collect(Collectors.toSet());
    }

    private static Set<AgentId> pinned(RecordView view) {
        var pinned = new HashSet<AgentId>();
        view.all(Kind.RATINGS, 0).forEach(record -> pinned.add(record.claim().author()));
        return pinned;
    }

    private RegistryMember.Traits traits(int number) {
        return new RegistryMember.Traits(
                number,
                folder,
                InstantSource.system(),
                _ -> Optional.empty(),
                CARD_INTERVAL,
                FRUGAL);
    }
}
