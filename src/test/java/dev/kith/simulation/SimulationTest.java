package dev.kith.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage protocol keeps its promises under every schedule that was tried. */
class SimulationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Stage stage;

    @BeforeAll
    static void start() throws InterruptedException {
        Stage.quiet();
        stage = new Stage(folder);
    }

    @Test
    void keepsItsPromises() {
        var simulation = new Simulation(stage, false);
        long seed = Long.getLong("simulation.seed", 1);
        long until = seed + Long.getLong("simulation.schedules", 20);
        for (; seed < until; seed++) {
            var result = simulation.run(seed);
            assertThat(result.broken())
                    .as(() -> "seed\n" + String.join("\n", result.trace()))
                    .isEmpty();
        }
    }
}
