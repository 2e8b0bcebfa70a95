package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.record.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every agent's directory has every other's card, signed by it, while it is a member. */
class RegistrarTest {
    private static final Duration CARD_INTERVAL = Duration.ofMillis(300);

    /** Longer than anything is waited for. */
    private static final Duration SELDOM = Duration.ofSeconds(90);

    @TempDir private Path folder;
    private final Map<String, AgentId> reached = new ConcurrentHashMap<>();
    private final List<RegistryMember> seats = new ArrayList<>();

    @AfterEach
    void end() {
        seats.forEach(RegistryMember::end);
    }

    @Test
    void knowsWhoIsHereAndForgetsWhoLeft() {
        RegistryMember anna = seat(1, InstantSource.system());
        RegistryMember ben = seat(2, InstantSource.system());

        anna.until(_ -> anna.name(ben).equals(Optional.of("agent 2")));
        ben.until(_ -> ben.name(anna).equals(Optional.of("agent 1")));
        assertThat(anna.entry(anna).flatMap(Directory.Entry::card).map(Card::agent))
                .hasValue(anna.id());
        assertThat(anna.directory().live(Capability.EMBED)).isEqualTo(2);
        List<String> eldestFirst = List.of(anna.address(), ben.address());
        anna.until(directory -> directory.byAge().equals(eldestFirst));
        ben.until(directory -> directory.byAge().equals(eldestFirst));

        Cluster.get(ben.system())
                .manager()
                .tell(Leave.create(Cluster.get(ben.system()).selfMember().address()));
        anna.until(directory -> directory.agents().size() == 1);
    }

    @Test
    void givesNobodyThePlaceOfAnotherAndQuarantinesWhoForks() {
        RegistryMember anna = seat(1, InstantSource.system());
        RegistryMember ben = seat(2, InstantSource.system());
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
    void tellsTheOthersAtOnceWhatCannotWaitForItsNextCard() {
        RegistryMember anna = seat(1, InstantSource.system(), SELDOM);
        RegistryMember ben = seat(2, InstantSource.system(), SELDOM);
        anna.until(_ -> anna.name(ben).isPresent());
        long now = Instant.now().toEpochMilli();

        ben.registrar().tell(new Registrar.Publish());

        anna.until(_ ->
                anna.entry(ben)
                        .flatMap(Directory.Entry::card)
                        .filter(card -> card.clock() >= now)
                        .isPresent());
    }

    @Test
    void goesByTheClocksOfMostThoughItsOwnIsAnHourAhead() {
        RegistryMember anna = seat(1, InstantSource.system());
        RegistryMember ben = seat(2, () -> Instant.now().plus(Duration.ofHours(1)));

        anna.until(_ -> anna.name(ben).equals(Optional.of("agent 2")));
        ben.until(_ -> ben.name(anna).equals(Optional.of("agent 1")));
    }

    /** A record with this agent's key that its own board knows nothing of, twice as one version. */
    private void pin(RegistryMember where, int agent, CardRecords.Profile profile) {
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

    private RegistryMember seat(int number, InstantSource own) {
        return seat(number, own, CARD_INTERVAL);
    }

    private RegistryMember seat(int number, InstantSource own, Duration cardInterval) {
        var seat =
                RegistryMember.start(
                        new RegistryMember.Traits(
                                number,
                                folder,
                                own,
                                address -> Optional.ofNullable(reached.get(address)),
                                cardInterval,
                                ConfigFactory.empty()));
        seats.add(seat);
        seat.join(seats.getFirst());
        return seat;
    }

    private static Card card(AgentId agent, String name) {
        return RegistryMember.card(agent, name, 0);
    }
}
