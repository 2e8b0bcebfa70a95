package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G5 and more with real processes: while any one of four agents is killed with SIGKILL, the eldest
 * among them, every search at the others is answered and has seen everything, and documents are
 * taken in all the time.
 */
class KilledAgentTest {
    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("kill.outage.seconds", 9));
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int DOCUMENTS = 24;

    private final Map<Place, AgentProcess> agents = new HashMap<>();

    @TempDir Path folder;

    @AfterEach
    void endAll() throws IOException {
        agents.values().forEach(AgentProcess::close);
        AgentProcess.keepLogs(folder, "KilledAgentTest");
    }

    @Test
    void answersEverySearchInFullWhileAnyAgentIsKilled() throws Exception {
        List<Place> places =
                Place.of(
                        folder,
                        List.of("ada", "ben", "cleo", "dora"),
                        List.of("kith.embed.model=fast", "kith.network.partitions=8"));
        for (Place place : places) {
            agents.put(place, place.start());
            agent(place).ready();
        }
        List<String> figures = new ArrayList<>();
        try (var load = new Load(places)) {
            for (int i = 0; i < DOCUMENTS; i++) load.putOnce(-1 - i);
            load.awaitWhole(places.getFirst(), PATIENCE);
            load.search(10);
            load.put(3);
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());

            for (Place place : places) {
                load.searchMillisMax.set(0);
                load.putMillisMax.set(0);
                load.leaveOut(place);
                agent(place).kill();
                LockSupport.parkNanos(OUTAGE.toNanos());
                figures.add(
                        "%s killed: longest search %d ms, longest put %d ms"
                                .formatted(
                                        place.name(),
                                        load.searchMillisMax.get(),
                                        load.putMillisMax.get()));
                agents.put(place, place.start());
                agent(place).ready();
                load.takeIn(place);
                load.awaitWhole(place, PATIENCE);
            }

            figures.add(
                    "searches=%d failed_or_partial=%d puts=%d puts_asked_to_wait=%d"
                            .formatted(
                                    load.searches.get(),
                                    load.troubles.size(),
                                    load.puts.get(),
                                    load.putsLater.get()));
            figures.forEach(figure -> System.out.println("killed agent: " + figure));
            assertThat(load.troubles).isEmpty();
            assertThat(load.putsLater).hasValue(0);
            assertThat(load.searches).hasValueGreaterThan(50);
        }
    }

    private AgentProcess agent(Place place) {
        return Objects.requireNonNull(agents.get(place), place::name);
    }
}
