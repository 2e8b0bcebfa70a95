package dev.kith.node.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.wire.board.BoardCast;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The network's model is that of the eldest honest agent that embeds. */
class NetworkModelTest {
    private final FixedDirectory directory = new FixedDirectory();

    @Test
    void isTheOneOfTheEldestMemberThatIsHereWhateverAnAgentSaysOfItself() {
        directory.agents = List.of(agent(2, 10, "up", false), agent(1, 0, "up", false));

        assertThat(new NetworkModel(directory, Optional.of("model-1")).get()).isEqualTo("model-2");

        directory.agents = List.of(agent(2, 10, "leaving", false), agent(1, 20, "up", false));
        assertThat(new NetworkModel(directory, Optional.of("model-1")).get()).isEqualTo("model-1");
    }

    @Test
    void isNotNamedByAnAgentThatIsProvenDishonest() {
        directory.agents = List.of(agent(2, 10, "up", true), agent(1, 20, "up", false));

        assertThat(new NetworkModel(directory, Optional.empty()).get()).isEqualTo("model-1");
    }

    @Test
    void isTheOwnWhereNobodyElseEmbeds() {
        assertThat(new NetworkModel(directory, Optional.of("own")).get()).isEqualTo("own");
        assertThat(new NetworkModel(directory, Optional.empty()).get()).isEmpty();
    }

    private static Directory.Entry agent(
            int number, long started, String status, boolean quarantined) {
        var card =
                new Card(
                        BoardCast.agent(number).id(),
                        "agent" + number,
                        Card.Offer.NONE,
                        Optional.of("some model"),
                        Optional.of("model-" + number),
                        Optional.empty(),
                        Optional.empty(),
                        "0",
                        started,
                        0,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Card.Scrub.NONE,
                        new Card.Vitals(4, 0, 0, -1, 0, 0, 0, 0, Card.Situation.UNKNOWN));
        return new Directory.Entry(
                "10.0.0." + number + ":1",
                status,
                EnumSet.of(Capability.EMBED),
                false,
                quarantined,
                Optional.of(card));
    }
}
