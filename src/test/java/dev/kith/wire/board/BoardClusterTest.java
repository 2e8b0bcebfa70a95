package dev.kith.wire.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five members over real connections and real bytes, one of which believes and passes on anything
 * and says different things to different members: the others all end with the same records, the
 * true ones, and with the same proof.
 */
class BoardClusterTest {
    private static final int MEMBERS = 5;
    private static final int CHEAT = 4;
    private static final Kind KIND = Kind.CAPABILITY;
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    private static final List<Seat> SEATS = new ArrayList<>();

    /** One member and what a reader there sees. */
    private record Seat(
            ActorSystem<Void> system,
            ActorRef<Board.Command> board,
            TestProbe<Board.News> news,
            RecordView view) {

        /** Reads news until this holds. */
        void until(Predicate<RecordView> holds) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!holds.test(view)) {
                view.hear(news.receiveMessage(Duration.ofNanos(end - System.nanoTime())));
            }
        }

        /** As if it had come from another member that speaks to this one alone. */
        void told(SignedRecord record) {
            BoardCast.tell(system, record);
        }

        long version(int agent) {
            return view.read(KIND, id(agent), 0).map(record -> record.claim().version()).orElse(0L);
        }

        String text(int agent) {
            return view.read(KIND, id(agent), 0)
                    .map(record -> record.claim().payload().utf8String())
                    .orElse("");
        }
    }

    @BeforeAll
    static void begin() {
        for (int i = 0; i < MEMBERS; i++) SEATS.add(seat(i));
        ActorSystem<Void> first = SEATS.getFirst().system();
        for (Seat seat : SEATS) {
            Cluster.get(seat.system())
                    .manager()
                    .tell(Join.create(Cluster.get(first).selfMember().address()));
        }
        pin("agent ");
        for (Seat seat : SEATS) seat.until(view -> view.all(KIND, 0).size() == CHEAT);
    }

    /** The cheat writes its records by hand. */
    private static void pin(String text) {
        for (int i = 0; i < CHEAT; i++) {
            SEATS.get(i)
                    .board()
                    .tell(new Board.Pin(KIND, ByteString.fromString(text + i), LIFETIME));
        }
    }

    private static Seat seat(int number) {
        RecordCheck check =
                number == CHEAT
                        ? new RecordCheck(
                                BoardCast.NETWORK,
                                (_, _, _) -> true,
                                RecordCheck.Recovery.NONE,
                                1000)
                        : BoardCast.check();
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "board",
                        ActorSystemSetup.create(
                                BootstrapSetup.create(CONFIG), new RecordCheck.Given(check)));
        var setup =
                new Board.Setup(
                        new Author.Voice(
                                BoardCast.NETWORK, BoardCast.agent(number), InstantSource.system()),
                        check,
                        _ -> new Remembered());
        ActorRef<Board.Command> board =
                system.systemActorOf(Board.create(setup), "board", Props.empty());
        TestProbe<Board.News> news = TestProbe.create(system);
        board.tell(new Board.Watch(Set.of(KIND), news.getRef()));
        return new Seat(system, board, news, new RecordView(_ -> true));
    }

    @AfterAll
    static void end() {
        for (Seat seat : SEATS) {
            ActorTestKit.shutdown(seat.system(), Duration.ofSeconds(30), false);
        }
    }

    @Test
    void believesNoForgeryThatAMemberPassesOn() {
        SignedRecord real = SEATS.get(1).view().read(KIND, id(0), 0).orElseThrow();
        long above = real.claim().version() + 1_000_000_000;
        SignedRecord forged = forged(0, above);

        SEATS.get(CHEAT).told(forged);
        SEATS.get(CHEAT).until(_ -> SEATS.get(CHEAT).version(0) == above);
        // What is pinned later has come over the same connections.
        pin("later ");

        for (int i = 0; i < CHEAT; i++) {
            Seat seat = SEATS.get(i);
            seat.until(_ -> seat.text(0).equals("later 0") && seat.text(3).equals("later 3"));
            assertThat(seat.version(0)).isLessThan(above);
            assertThat(seat.view().quarantined(id(0))).isFalse();
        }
    }

    @Test
    void provesToAllThatAMemberSaidDifferentThingsToDifferentMembers() {
        long version = BoardCast.NEVER;
        for (int i = 0; i < CHEAT; i++) {
            SEATS.get(i).told(BoardCast.record(KIND, CHEAT, version, "for " + i));
        }

        for (int i = 0; i < CHEAT; i++) {
            Seat seat = SEATS.get(i);
            seat.until(view -> view.quarantined(id(CHEAT)) && seat.version(CHEAT) == version);
        }
        SEATS.get(0).told(BoardCast.record(KIND, CHEAT, version + 1, "nothing was"));
        for (int i = 0; i < CHEAT; i++) {
            Seat seat = SEATS.get(i);
            seat.until(_ -> seat.version(CHEAT) == version + 1);
            assertThat(seat.view().quarantined(id(CHEAT))).isTrue();
            assertThat(seat.text(CHEAT)).isEqualTo("nothing was");
        }
        assertThat(proofs()).hasSize(1);
    }

    @Test
    void goesOnAboveWhatOthersHaveOfAnAgentThatWasRestored() {
        long newest = SEATS.get(1).version(2) + 500_000_000;

        SEATS.get(1).told(BoardCast.record(KIND, 2, newest, "before the backup"));

        for (int i = 0; i < CHEAT; i++) {
            Seat seat = SEATS.get(i);
            seat.until(_ -> seat.version(2) > newest);
            assertThat(seat.text(2)).isNotEqualTo("before the backup");
            assertThat(seat.view().quarantined(id(2))).isFalse();
        }
    }

    /** What the honest members hold against the cheat, each different one once. */
    private static List<Object> proofs() {
        for (int i = 0; i < CHEAT; i++) {
            SEATS.get(i).until(view -> view.proof(id(CHEAT)).isPresent());
        }
        // Whoever saw two other versions first learns of the smaller proof a little later.
        var smallest =
                SEATS.stream()
                        .limit(CHEAT)
                        .flatMap(seat -> seat.view().proof(id(CHEAT)).stream())
                        .min(Comparator.naturalOrder());
        for (int i = 0; i < CHEAT; i++) {
            SEATS.get(i).until(view -> view.proof(id(CHEAT)).equals(smallest));
        }
        return SEATS.stream()
                .limit(CHEAT)
                .map(seat -> (Object) seat.view().proof(id(CHEAT)))
                .distinct()
                .toList();
    }

    private static AgentId id(int number) {
        return BoardCast.agent(number).id();
    }

    /** What {@code victim} never said, with a signature of the cheat's. */
    private static SignedRecord forged(int victim, long version) {
        var liar =
                new Signer() {
                    @Override
                    public AgentId id() {
                        return BoardCast.agent(victim).id();
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        return BoardCast.agent(CHEAT).sign(message);
                    }
                };
        return BoardCast.record(KIND, liar, version, BoardCast.NEVER, "forged");
    }

    private static final class Remembered implements VersionMark {
        private Optional<Long> mark = Optional.empty();

        @Override
        public long read() {
            return mark.orElse(0L);
        }

        @Override
        public void write(long next) {
            mark = Optional.of(next);
        }
    }
}
