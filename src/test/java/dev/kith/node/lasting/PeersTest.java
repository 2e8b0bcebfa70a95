package dev.kith.node.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent remembers whom it met, the last first, and only so many. */
class PeersTest {
    private static final String SELF = "10.0.0.1:17355";

    @TempDir Path folder;

    @Test
    void remembersOverRestartsThoseSeenLastFirst() {
        Peers.in(folder, 3).remember(seen("10.0.0.2:17355", "10.0.0.3:17355"));
        Peers.in(folder, 3).remember(seen("10.0.0.4:17355", "10.0.0.5:17355"));

        assertThat(Peers.in(folder, 3).known())
                .containsExactly("10.0.0.4:17355", "10.0.0.5:17355", "10.0.0.2:17355");
    }

    @Test
    void callsToSeedsAndToThoseItKnowsButNotToItself() {
        Peers peers = Peers.in(folder, 9);
        peers.remember(seen("10.0.0.2:17355"));

        assertThat(peers.known(List.of(SELF, "10.0.0.9:17355"), SELF))
                .containsExactly("10.0.0.9:17355", "10.0.0.2:17355");
    }

    @Test
    void onlyANewAgentThatIsNotTheFirstSeedMayNotBegin() {
        Peers peers = Peers.in(folder, 9);
        List<String> seeds = List.of("10.0.0.9:17355", SELF);

        assertThat(peers.rank(seeds, SELF)).isNegative();
        assertThat(peers.rank(List.of(SELF), SELF)).isZero();
        assertThat(peers.rank(List.of(), SELF)).isPositive();
        peers.remember(seen("10.0.0.2:17355"));
        assertThat(peers.rank(seeds, SELF)).isEqualTo(1);
    }

    @Test
    void goesOnWithoutAFileThatItCannotRead() throws Exception {
        Files.createDirectory(folder.resolve("peers"));

        assertThat(Peers.in(folder, 9).known()).isEmpty();
    }

    private static Directory seen(String... addresses) {
        List<Directory.Entry> entries =
                List.of(addresses).stream()
                        .map(address ->
                                new Directory.Entry(
                                        address, "up", Set.of(), false, false, Optional.empty()))
                        .toList();
        return new Directory() {
            @Override
            public AgentId self() {
                throw new UnsupportedOperationException("not asked");
            }

            @Override
            public List<Entry> agents() {
                return entries;
            }

            @Override
            public List<String> byAge() {
                return List.of();
            }

            @Override
            public int live(dev.kith.model.Capability capability) {
                return 0;
            }

            @Override
            public Set<dev.kith.model.Capability> missing() {
                return Set.of();
            }

            @Override
            public Runnable onChange(Consumer<Event> listener) {
                return () -> {};
            }
        };
    }
}
