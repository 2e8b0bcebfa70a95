package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The time counts in which all that could have worked on documents paused, and no other. */
class StandstillTest {
    private static final AgentId SELF = new AgentId("did:key:z6MkSelfSelfSelf");
    private final LiveDirectory directory = new LiveDirectory(SELF);

    @Test
    void countsWhileAllThatEmbedPause() {
        hear(100, embeds("a", true), embeds("b", false));
        hear(200, embeds("a", true), embeds("b", true));
        assertThat(directory.pauses(Capability.EMBED)).isTrue();
        hear(300, embeds("a", true), embeds("b", true));
        hear(400, embeds("a", false), embeds("b", true));
        hear(500, embeds("a", false), embeds("b", true));

        assertThat(directory.standstill(0)).isEqualTo(200);
        assertThat(directory.standstill(250)).isEqualTo(150);
        assertThat(directory.standstill(400)).isZero();
        assertThat(directory.pauses(Capability.EMBED)).isFalse();
    }

    @Test
    void addsSeveralSpells() {
        for (long time = 0; time < 1000; time += 100) {
            hear(time, embeds("a", time % 200 == 0));
        }

        assertThat(directory.standstill(0)).isEqualTo(500);
        assertThat(directory.standstill(300)).isEqualTo(300);
    }

    @Test
    void doesNotCountWhileNobodyOffersIt() {
        hear(100, entry("a", "up", true, Set.of(Capability.STORE)));
        hear(200, entry("a", "unreachable", true, Set.of(Capability.EMBED)));
        hear(300);

        assertThat(directory.standstill(0)).isZero();
    }

    @Test
    void bearsAClockThatIsSetBack() {
        hear(1000, embeds("a", true));
        hear(500, embeds("a", true));
        hear(400, embeds("a", false));

        assertThat(directory.standstill(0)).isZero();
    }

    private void hear(long millis, Directory.Entry... entries) {
        directory.replace(List.of(entries), millis);
    }

    private static Directory.Entry embeds(String name, boolean paused) {
        return entry(name, "up", paused, EnumSet.of(Capability.EMBED));
    }

    private static Directory.Entry entry(
            String name, String status, boolean paused, Set<Capability> offered) {
        var situation =
                new Card.Situation(
                        paused ? Optional.of("why") : Optional.empty(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var card =
                new Card(
                        SELF,
                        name,
                        Card.Offer.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "1",
                        0,
                        0,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Card.Scrub.NONE,
                        new Card.Vitals(1, 1, 1, 0, 1, 0, 0, 0, situation));
        return new Directory.Entry(name + ":1", status, offered, false, false, Optional.of(card));
    }
}
