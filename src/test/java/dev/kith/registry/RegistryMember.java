package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.wire.board.Author;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.board.VersionFile;
import dev.kith.wire.record.RecordCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/** A member of a cluster in this JVM, with a board, a registrar and a directory; nothing else. */
record RegistryMember(
        ActorSystem<Void> system,
        AgentId id,
        ActorRef<Board.Command> board,
        ActorRef<Registrar.Command> registrar,
        LiveDirectory directory,
        TestProbe<String> alarm) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);
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

    /**
     * What one is like.
     *
     * @param number decides who it is
     * @param folder where versions of records are kept
     * @param clock its own
     * @param reached who was found at an address
     * @param pekko settings that win over the usual ones
     */
    record Traits(
            int number,
            Path folder,
            InstantSource clock,
            Function<String, Optional<AgentId>> reached,
            Duration cardInterval,
            Config pekko) {}

    /** Starts one that has not joined yet. */
    static RegistryMember start(Traits traits) {
        RecordCheck check = BoardCast.check();
        Config config = traits.pekko().withFallback(CONFIG).resolve();
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "registry",
                        ActorSystemSetup.create(
                                BootstrapSetup.create(config), new RecordCheck.Given(check)));
        AgentId id = BoardCast.agent(traits.number()).id();
        var clock = new NetworkClock(traits.clock(), System::nanoTime);
        var voice = new Author.Voice(BoardCast.NETWORK, BoardCast.agent(traits.number()), clock);
        Path marks = traits.folder().resolve("agent" + traits.number());
        ActorRef<Board.Command> board =
                system.systemActorOf(
                        Board.create(
                                new Board.Setup(voice, check, kind -> VersionFile.in(marks, kind))),
                        "board",
                        Props.empty());
        var directory = new LiveDirectory(id);
        var settings = new RegistrySettings(traits.cardInterval(), Duration.ofMinutes(15), 1000);
        ActorRef<Registrar.Command> registrar =
                system.systemActorOf(
                        Registrar.create(
                                new Registrar.Setup(
                                        settings, board, clock, traits.reached(), _ -> false),
                                directory,
                                () ->
                                        card(
                                                id,
                                                "agent " + traits.number(),
                                                traits.clock().millis())),
                        "registrar",
                        Props.empty());
        return new RegistryMember(
                system, id, board, registrar, directory, TestProbe.create(system));
    }

    static Card card(AgentId agent, String name, long clock) {
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
                new Card.Vitals(4, 1, 2, 0.5, 3, 0, 0, 0, Card.Situation.UNKNOWN));
    }

    void join(RegistryMember first) {
        var address = Cluster.get(first.system).selfMember().address();
        Cluster.get(system).manager().tell(Join.create(address));
    }

    String address() {
        var address = Cluster.get(system).selfMember().address();
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }

    /** Looks at the directory again and again until this holds. */
    void until(Predicate<LiveDirectory> holds) {
        alarm.awaitAssert(
                PATIENCE,
                STEP,
                () -> {
                    assertThat(holds.test(directory)).as(directory.agents().toString()).isTrue();
                    return true;
                });
    }

    Optional<Directory.Entry> entry(RegistryMember of) {
        return directory.agents().stream()
                .filter(entry -> entry.address().equals(of.address()))
                .findFirst();
    }

    Optional<String> name(RegistryMember of) {
        return entry(of).flatMap(Directory.Entry::card).map(Card::name);
    }

    void end() {
        ActorTestKit.shutdown(system, Duration.ofSeconds(30), false);
    }
}
