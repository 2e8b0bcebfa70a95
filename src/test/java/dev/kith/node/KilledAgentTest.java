package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.node.AgentProcess.Place;
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
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DOCUMENTS = 24;

    private final Map<Place, AgentProcess> agents = new HashMap<>();

    @TempDir Path folder;

    @AfterEach
    void endAll() {
        agents.values().forEach(AgentProcess::close);
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
            awaitWhole(load, places.getFirst());
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
                awaitWhole(load, place);
            }

            figures.add(
                    "searches=%d failed_or_partial=%d puts=%d puts_asked_to_wait=%d"
                            .formatted(
                                    load.searches.get(),
                                    load.troubles.size(),
                                    load.puts.get(),
                                    load.putsLater.get()));
            figures.forEach(this::show);
            assertThat(load.troubles).isEmpty();
            assertThat(load.putsLater).hasValue(0);
            assertThat(load.searches).hasValueGreaterThan(50);
        }
    }

    /** Waits until this agent finds everything by itself again, and nothing is pending. */
    private static void awaitWhole(Load load, Place place) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean whole =
                    load.get(place, "/v1/search?limit=1&q=harbour")
                            .path("coverage")
                            .path("complete")
                            .asBoolean();
            if (whole && load.get(place, "/v1/network").path("pending").asLong(-1) < 20) return;
            assertThat(System.nanoTime()).as("waited for the copies").isLessThan(end);
            LockSupport.parkNanos(300_000_000);
        }
    }

    private void show(String figure) {
        org.slf4j.LoggerFactory.getLogger("dev.kith.figures").info("killed agent: {}", figure);
    }

    private AgentProcess agent(Place place) {
        return Objects.requireNonNull(agents.get(place), place::name);
    }
}
