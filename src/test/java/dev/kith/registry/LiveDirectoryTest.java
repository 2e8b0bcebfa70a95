package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.task.testing.Agents;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The directory counts who can work now and tells every change of who is here. */
class LiveDirectoryTest {
    private static final AgentId SELF =
            new AgentId("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");

    private final LiveDirectory directory = new LiveDirectory(SELF);
    private final List<String> heard = new ArrayList<>();

    @Test
    void countsOnlyWhoIsUp() {
        directory.replace(
                List.of(
                        entry("a:1", "up", Capability.EMBED),
                        entry("b:1", "unreachable", Capability.EMBED),
                        entry("c:1", "joining", Capability.EMBED)),
                0);

        assertThat(directory.live(Capability.EMBED)).isEqualTo(1);
    }

    @Test
    void namesWhatNobodyOffers() {
        directory.replace(List.of(entry("a:1", "up", Capability.STORE, Capability.TASK)), 0);

        assertThat(directory.missing())
                .containsExactlyInAnyOrder(
                        Capability.CHUNK, Capability.EMBED, Capability.AGGREGATE);
    }

    @Test
    void tellsWhoCameAndWentAndNothingTwice() {
        directory.onChange(event -> heard.add(event.name() + " " + event.status()));

        directory.replace(List.of(entry("a:1", "joining")), 0);
        directory.replace(List.of(entry("a:1", "up"), entry("b:1", "up")), 0);
        directory.replace(List.of(entry("a:1", "up"), entry("b:1", "up")), 0);
        directory.replace(List.of(entry("a:1", "up")), 0);

        assertThat(heard).containsExactly("a:1 joining", "a:1 up", "b:1 up", "b:1 removed");
    }

    @Test
    void remembersWhoWasLostAndWhenItBeganItself() {
        var other = Agents.working(1, 1);
        String did = other.card().orElseThrow().agent().did();
        directory.replace(List.of(other), 1000);
        directory.replace(List.of(unreachable(other)), 2000);
        directory.replace(List.of(unreachable(other)), 3000);
        directory.replace(List.of(other), 4000);

        assertThat(directory.lostSince(500)).containsExactlyInAnyOrder(SELF.did(), did);
        assertThat(directory.lostSince(1500)).containsExactly(did);
        assertThat(directory.lostSince(2500)).isEmpty();
    }

    private static Directory.Entry unreachable(Directory.Entry entry) {
        return new Directory.Entry(
                entry.address(),
                "unreachable",
                entry.capabilities(),
                entry.self(),
                entry.quarantined(),
                entry.card());
    }

    @Test
    void saysNothingMoreToWhoStoppedListening() {
        Runnable stop = directory.onChange(event -> heard.add(event.name()));

        stop.run();
        directory.replace(List.of(entry("a:1", "up")), 0);

        assertThat(heard).isEmpty();
    }

    private static Directory.Entry entry(String address, String status, Capability... offered) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(List.of(offered));
        return new Directory.Entry(address, status, capabilities, false, false, Optional.empty());
    }
}
