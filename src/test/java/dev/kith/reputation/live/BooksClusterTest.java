package dev.kith.reputation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.wire.board.Author;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.board.VersionFile;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one agent has seen of another, the others take into account; and only what it has signed.
 */
class BooksClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final KarmaSettings KARMA =
            KarmaSettings.from(ConfigFactory.load("application").getConfig("kith.karma"));
    private static final Config CONFIG =
            ConfigFactory.parseString(
                            """
                            pekko {
                              loglevel = OFF
                              stdout-loglevel = OFF
                              remote.artery { transport = tcp, canonical.port = 0 }
                              cluster { roles = [embed], downing-provider-class = "" }
                              coordinated-shutdown.run-by-actor-system-terminate = off
                            }
                            """)
                    .withFallback(ConfigFactory.parseResources("kith/pekko.conf"))
                    .withFallback(ConfigFactory.defaultReference())
                    .resolve();
    private static final Set<AgentId> MEMBERS =
            IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> BoardCast.agent(number).id())
                    .collect(Collectors.toSet());

    @TempDir private Path folder;
    private final List<Seat> seats = new ArrayList<>();
    private Seat anna;
    private Seat ben;
    private Seat cleo;

    private record Seat(
            ActorSystem<Void> system, AgentId id, LiveTrust trust, TestProbe<String> alarm) {

        void rates(AgentId subject, Verdict verdict) {
            trust.rate(rating(subject, verdict));
        }

        double believes(AgentId subject) {
            return trust.score(subject, Capability.EMBED).trust();
        }

        /** Looks at what it believes again and again until this holds. */
        void until(Predicate<LiveTrust> holds) {
            alarm.awaitAssert(
                    PATIENCE,
                    Duration.ofMillis(50),
                    () -> {
                        assertThat(holds.test(trust)).isTrue();
                        return true;
                    });
        }
    }

    /** Every wrong result was laid open. */
    private record Shown() implements Findings {
        @Override
        public Set<AgentId> convicted() {
            return Set.of();
        }

        @Override
        public boolean shown(AgentId rater, AgentId subject) {
            return true;
        }
    }

    private static Rating rating(AgentId subject, Verdict verdict) {
        return new Rating(
                subject, Capability.EMBED, verdict, EvidenceKind.AUDIT, 64, CLOCK.millis());
    }

    @BeforeEach
    void begin() {
        anna = seat(1);
        ben = seat(2);
        cleo = seat(3);
    }

    @AfterEach
    void end() {
        for (Seat seat : seats) {
            ActorTestKit.shutdown(seat.system(), Duration.ofSeconds(30), false);
        }
    }

    @Test
    void changesEveryonesScoreOfAnAgentThatOneHasRated() {
        AgentId subject = BoardCast.agent(4).id();

        for (int i = 0; i < 5; i++) anna.rates(subject, Verdict.PASS);

        ben.until(_ -> ben.believes(subject) > 0.55);
        cleo.until(_ -> cleo.believes(subject) > 0.55);
        assertThat(anna.believes(subject)).isGreaterThan(ben.believes(subject));
        assertThat(ben.trust().score(subject, Capability.EMBED).raters()).isEqualTo(1);
    }

    @Test
    void letsNobodyChangeAnothersBook() {
        AgentId subject = BoardCast.agent(4).id();
        for (int i = 0; i < 5; i++) anna.rates(subject, Verdict.PASS);
        ben.until(_ -> ben.believes(subject) > 0.55);
        double before = ben.believes(subject);

        long version = CLOCK.millis() + 1_000_000_000;
        BoardCast.tell(ben.system(), forged(anna.id(), book(anna.id(), subject), version));
        // What comes after it in the same way is heard.
        BoardCast.tell(ben.system(), signed(3, book(cleo.id(), subject), version));

        ben.until(trust -> trust.score(subject, Capability.EMBED).raters() == 2);
        var parts = ben.trust().score(subject, Capability.EMBED).integrity().parts();
        assertThat(parts.knownGood() + parts.strangerGood()).isGreaterThan(0.3);
        assertThat(ben.believes(subject)).isLessThan(before);
        assertThat(anna.believes(subject)).isGreaterThan(0.7);
    }

    @Test
    void believesMoreOfAWrongResultOnceItIsShown() {
        AgentId subject = BoardCast.agent(4).id();
        ben.trust().heed(Findings.NONE);
        for (int i = 0; i < 5; i++) anna.rates(subject, Verdict.FAIL);
        ben.until(trust -> trust.score(subject, Capability.EMBED).raters() == 1);
        assertThat(ben.believes(subject)).isBetween(0.45, 0.49);

        ben.trust().heed(new Shown());

        ben.until(_ -> ben.believes(subject) < 0.45);
    }

    @Test
    void believesFoundersFromTheStart() {
        AgentId subject = BoardCast.agent(4).id();
        Seat dora = seat(5, BookkeeperTest.founded(Set.of(anna.id())));
        for (int i = 0; i < 5; i++) anna.rates(subject, Verdict.PASS);

        dora.until(_ -> dora.believes(subject) > 0.8);
        ben.until(_ -> ben.believes(subject) > 0.55);
        assertThat(ben.believes(subject)).isLessThan(0.7);
    }

    @Test
    void countsNothingThatAnAgentSaysThatIsProvenDishonest() {
        AgentId subject = BoardCast.agent(4).id();
        ben.trust().worked(cleo.id(), Capability.EMBED, 1000, CLOCK.millis());
        ben.until(trust -> trust.karma(cleo.id()) > 0);
        for (int i = 0; i < 5; i++) cleo.rates(subject, Verdict.FAIL);
        ben.until(_ -> ben.believes(subject) < 0.45);

        long version = CLOCK.millis() + 1_000_000_000;
        BoardCast.tell(anna.system(), signed(3, book(cleo.id(), subject), version));
        BoardCast.tell(anna.system(), signed(3, book(cleo.id(), anna.id()), version));

        ben.until(trust -> trust.quarantined(cleo.id()));
        assertThat(ben.believes(subject)).isEqualTo(0.5);
        assertThat(ben.trust().karma(cleo.id())).isZero();
    }

    @Test
    void countsNothingThatASignedNameSaysThatIsNoMember() {
        AgentId subject = BoardCast.agent(4).id();
        long version = CLOCK.millis();
        for (int name = 10; name < 20; name++) {
            AgentId made = BoardCast.agent(name).id();
            BoardCast.tell(ben.system(), signed(name, book(made, subject), version));
        }
        anna.rates(subject, Verdict.PASS);

        ben.until(trust -> trust.score(subject, Capability.EMBED).raters() > 0);
        assertThat(ben.trust().score(subject, Capability.EMBED).raters()).isEqualTo(1);
        assertThat(ben.believes(subject)).isGreaterThan(0.5);
    }

    /** A book that says that an agent was wrong five times. */
    private static String book(AgentId rater, AgentId subject) {
        RatingBook book = RatingBook.empty(rater);
        for (int i = 0; i < 5; i++) {
            book =
                    book.with(
                            List.of(rating(subject, Verdict.FAIL)),
                            BookkeeperTest.quick().evidence());
        }
        return BookRecords.write(book, Kind.RATINGS.payloadBytesMax()).utf8String();
    }

    private static SignedRecord signed(int agent, String text, long version) {
        return BoardCast.record(Kind.RATINGS, agent, version, text);
    }

    /** As if the author had said it, signed by somebody else. */
    private static SignedRecord forged(AgentId author, String text, long version) {
        Signer other = BoardCast.agent(3);
        Signer liar =
                new Signer() {
                    @Override
                    public AgentId id() {
                        return author;
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        return other.sign(message);
                    }
                };
        return BoardCast.record(Kind.RATINGS, liar, version, BoardCast.NEVER, text);
    }

    private Seat seat(int number) {
        return seat(number, BookkeeperTest.quick());
    }

    private Seat seat(int number, ReputationSettings settings) {
        RecordCheck check = BoardCast.check();
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "books",
                        ActorSystemSetup.create(
                                BootstrapSetup.create(CONFIG), new RecordCheck.Given(check)));
        AgentId id = BoardCast.agent(number).id();
        var voice = new Author.Voice(BoardCast.NETWORK, BoardCast.agent(number), CLOCK);
        Path own = folder.resolve("agent" + number);
        ActorRef<Board.Command> board =
                system.systemActorOf(
                        Board.create(
                                new Board.Setup(voice, check, kind -> VersionFile.in(own, kind))),
                        "board",
                        Props.empty());
        var trust = new LiveTrust(id, settings, KARMA, CLOCK);
        trust.heed(new Shown());
        system.systemActorOf(
                Bookkeeper.create(
                        new Bookkeeper.Setup(
                                settings,
                                KARMA,
                                board,
                                CLOCK,
                                own.resolve("ratings.json"),
                                Runnable::run,
                                () -> MEMBERS),
                        trust),
                "bookkeeper",
                Props.empty());
        var seat = new Seat(system, id, trust, TestProbe.create(system));
        seats.add(seat);
        var cluster = Cluster.get(seats.getFirst().system());
        Cluster.get(system).manager().tell(Join.create(cluster.selfMember().address()));
        return seat;
    }
}
