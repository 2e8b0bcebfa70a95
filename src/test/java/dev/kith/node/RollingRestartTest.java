package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1 and G5 with real processes: all agents are stopped in order (SIGTERM) and started again, one
 * after the other, while people search and put documents; nothing is lost, and every search has
 * seen everything.
 */
class RollingRestartTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Map<Place, AgentProcess> agents = new HashMap<>();

    @TempDir Path folder;

    @AfterEach
    void endAll() throws IOException {
        agents.values().forEach(AgentProcess::close);
        AgentProcess.keepLogs(folder, "RollingRestartTest");
    }

    @Test
    void losesNothingAndFindsEverythingWhileAllAgentsAreRestartedOneByOne() throws Exception {
        List<Place> places =
                Place.of(
                        folder,
                        List.of("ada", "ben", "cleo"),
                        List.of("kith.embed.model=fast", "kith.network.partitions=4"));
        for (Place place : places) {
            agents.put(place, place.start());
            agent(place).ready();
        }
        try (var load = new Load(places)) {
            for (int i = 0; i < 12; i++) load.putOnce(-1 - i);
            load.awaitWhole(places.getFirst(), PATIENCE);
            load.search(5);
            load.put(2);

            for (Place place : places) {
                load.leaveOut(place);
                agent(place).leave();
                agents.put(place, place.start());
                agent(place).ready();
                load.takeIn(place);
                load.awaitWhole(place, PATIENCE);
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            }
            load.stop();

            System.out.printf(
                    "rolling restart: searches=%d failed_or_partial=%d longest=%d ms puts=%d%n",
                    load.searches.get(),
                    load.troubles.size(),
                    load.searchMillisMax.get(),
                    load.puts.get());
            assertThat(load.troubles).isEmpty();
            assertThatAllSaidGoodbye(places);
            assertThat(load.searches).hasValueGreaterThan(20);
            load.awaitAllCommitted(places.getLast(), PATIENCE);
        }
    }

    /** The others saw each one leave; to nobody it was lost, and nothing had to wait for that. */
    private void assertThatAllSaidGoodbye(List<Place> places) {
        for (Place left : places) {
            for (Place other : places) {
                if (other.equals(left)) continue;
                assertThat(agent(other).logText())
                        .contains(left.name() + " has left")
                        .doesNotContain(left.name() + " is given up");
            }
            assertThat(agent(left).logText()).doesNotContain("CoordinatedShutdown");
        }
    }

    private AgentProcess agent(Place place) {
        return Objects.requireNonNull(agents.get(place), place::name);
    }
}
