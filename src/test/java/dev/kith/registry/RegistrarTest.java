package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.wire.board.Author;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.board.VersionFile;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every agent's directory has every other's card, signed by it, while it is a member. */
class RegistrarTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RegistrySettings SETTINGS =
            new RegistrySettings(Duration.ofMillis(300), Duration.ofMinutes(15), 1000);
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

    @TempDir private Path folder;
    private final Map<String, AgentId> reached = new ConcurrentHashMap<>();
    private final List<Seat> seats = new ArrayList<>();

    private record Seat(
            ActorSystem<Void> system,
            AgentId id,
            ActorRef<Board.Command> board,
            LiveDirectory directory,
            TestProbe<String> alarm) {

        String address() {
            var address = Cluster.get(system).selfMember().address();
            return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
        }

        /** Looks at the directory again and again until this holds. */
        void until(Predicate<LiveDirectory> holds) {
            alarm.awaitAssert(
                    PATIENCE,
                    Duration.ofMillis(50),
                    () -> {
                        assertThat(holds.test(directory))
                                .as(directory.agents().toString())
                                .isTrue();
                        return true;
                    });
        }

        Optional<Directory.Entry> entry(Seat of) {
            return directory.agents().stream()
                    .filter(entry -> entry.address().equals(of.address()))
                    .findFirst();
        }

        Optional<String> name(Seat of) {
            return entry(of).flatMap(Directory.Entry::card).map(Card::name);
        }
    }

    @AfterEach
    void end() {
        for (Seat seat : seats) {
            ActorTestKit.shutdown(seat.system(), Duration.ofSeconds(30), false);
        }
    }

    @Test
    void knowsWhoIsHereAndForgetsWhoLeft() {
        Seat anna = seat(1, InstantSource.system());
        Seat ben = seat(2, InstantSource.system());

        anna.until(_ -> anna.name(ben).equals(Optional.of("agent 2")));
        ben.until(_ -> ben.name(anna).equals(Optional.of("agent 1")));
        assertThat(anna.entry(anna).flatMap(Directory.Entry::card).map(Card::agent))
                .hasValue(anna.id());
        assertThat(anna.directory().live(Capability.EMBED)).isEqualTo(2);

        Cluster.get(ben.system())
                .manager()
                .tell(Leave.create(Cluster.get(ben.system()).selfMember().address()));
        anna.until(directory -> directory.agents().size() == 1);
    }

    @Test
    void givesNobodyThePlaceOfAnotherAndQuarantinesWhoForks() {
        Seat anna = seat(1, InstantSource.system());
        Seat ben = seat(2, InstantSource.system());
        anna.until(_ -> anna.name(ben).isPresent());
        reached.put(ben.address(), ben.id());
        AgentId mallory = BoardCast.agent(3).id();

        pin(anna, 3, CardRecords.profile(card(mallory, "mallory"), ben.address()));
        pin(anna, 3, CardRecords.profile(card(mallory, "another"), ben.address()));

        anna.until(_ -> anna.name(ben).equals(Optional.of("agent 2")));
        pin(ben, 2, CardRecords.profile(card(ben.id(), "ben"), ben.address()));
        anna.until(_ -> anna.entry(ben).filter(Directory.Entry::quarantined).isPresent());
        ben.until(_ -> ben.entry(ben).filter(Directory.Entry::quarantined).isPresent());
        assertThat(anna.entry(anna).filter(Directory.Entry::quarantined)).isEmpty();
    }

    @Test
    void goesByTheClocksOfMostThoughItsOwnIsAnHourAhead() {
        Seat anna = seat(1, InstantSource.system());
        Seat ben = seat(2, () -> Instant.now().plus(Duration.ofHours(1)));

        anna.until(_ -> anna.name(ben).equals(Optional.of("agent 2")));
        ben.until(_ -> ben.name(anna).equals(Optional.of("agent 1")));
    }

    /** A record with this agent's key that its own board knows nothing of, twice as one version. */
    private void pin(Seat where, int agent, CardRecords.Profile profile) {
        long version = Instant.now().toEpochMilli() + 1_000_000_000;
        for (int i = 0; i < 2; i++) {
            var copy = i == 0 ? profile : renamed(profile);
            BoardCast.tell(
                    where.system(),
                    BoardCast.record(
                            Kind.CAPABILITY, agent, version, CardRecords.write(copy).utf8String()));
        }
    }

    private static CardRecords.Profile renamed(CardRecords.Profile profile) {
        return CardRecords.profile(
                card(new AgentId(profile.agent()), profile.name() + "!"), profile.address());
    }

    private Seat seat(int number, InstantSource own) {
        RecordCheck check = BoardCast.check();
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "registry",
                        ActorSystemSetup.create(
                                BootstrapSetup.create(CONFIG), new RecordCheck.Given(check)));
        AgentId id = BoardCast.agent(number).id();
        var clock = new NetworkClock(own, System::nanoTime);
        var voice = new Author.Voice(BoardCast.NETWORK, BoardCast.agent(number), clock);
        Path marks = folder.resolve("agent" + number);
        ActorRef<Board.Command> board =
                system.systemActorOf(
                        Board.create(
                                new Board.Setup(voice, check, kind -> VersionFile.in(marks, kind))),
                        "board",
                        Props.empty());
        var directory = new LiveDirectory(id);
        system.systemActorOf(
                Registrar.create(
                        new Registrar.Setup(
                                SETTINGS,
                                board,
                                clock,
                                address -> Optional.ofNullable(reached.get(address)),
                                _ -> false),
                        directory,
                        () -> card(id, "agent " + number, own.millis())),
                "registrar",
                Props.empty());
        var seat = new Seat(system, id, board, directory, TestProbe.create(system));
        seats.add(seat);
        var cluster = Cluster.get(seats.getFirst().system());
        Cluster.get(system).manager().tell(Join.create(cluster.selfMember().address()));
        return seat;
    }

    private static Card card(AgentId agent, String name) {
        return card(agent, name, 0);
    }

    private static Card card(AgentId agent, String name, long clock) {
        return new Card(
                agent,
                name,
                Card.Offer.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "0.1.0",
                1,
                clock,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Card.Scrub.NONE,
                new Card.Vitals(4, 1, 2, 0.5, 3, 0, 0, Card.Situation.UNKNOWN));
    }
}
