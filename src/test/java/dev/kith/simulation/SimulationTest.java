package dev.kith.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The storage protocol keeps its promises under every schedule that was tried. */
class SimulationTest {
    private static final long SCHEDULES_MAX = 300;
    private static final Duration LONGEST = Duration.ofSeconds(20);

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

    @AfterAll
    static void speak() {
        Stage.loud();
    }

    /**
     * {@code -Dsimulation.seed} begins elsewhere, {@code -Dsimulation.schedules} runs so many
     * however long it takes.
     */
    @Test
    void keepsItsPromises() {
        var simulation = new Simulation(stage, false);
        boolean all = System.getProperty("simulation.schedules") != null;
        long first = Long.getLong("simulation.seed", 1);
        long count = Long.getLong("simulation.schedules", SCHEDULES_MAX);

        var report = Report.of(simulation, first, count, all ? Duration.ofDays(1) : LONGEST);

        assertThat(report.broken()).as(() -> String.join("\n", report.lines())).isEmpty();
        LoggerFactory.getLogger(SimulationTest.class).info(report.lines().getFirst());
    }

    /** Schedules that once broke a promise, far beyond those that every build runs. */
    @ParameterizedTest
    @ValueSource(longs = {635, 7633, 52_560, 101_417, 206_565, 305_103, 408_086, 709_050, 905_490})
    void keepsThePromisesThatItOnceBroke(long seed) {
        var result = new Simulation(stage, false).run(seed);

        assertThat(result.broken()).as(() -> String.join("\n", result.trace())).isEmpty();
    }

    /** Whoever asked later wins, though the clock of an earlier one was an hour ahead. */
    @Test
    void ordersVersionsByWhatWasReadAndNotByClocks() {
        var simulation = new Simulation(stage, false);
        int ahead = 3_600_000;
        var steps =
                List.of(
                        new Step(32_000, Step.Kind.CLOCK, 0, ahead),
                        new Step(62_500, Step.Kind.PUT, 0, 3),
                        new Step(75_000, Step.Kind.PUT, 1, 6),
                        new Step(90_000, Step.Kind.CLOCK, 0, -ahead),
                        new Step(92_000, Step.Kind.DELETE, 0, 0),
                        new Step(105_000, Step.Kind.PUT, 1, 9));
        for (int seed = 1; seed <= 10; seed++) {
            var result = simulation.run(seed, steps);

            assertThat(result.broken()).as(() -> String.join("\n", result.trace())).isEmpty();
            assertThat(result.acknowledged()).isPositive();
        }
    }

    @Test
    void isTheSameEveryTime() {
        var simulation = new Simulation(stage, false);

        var first = simulation.run(7);
        var second = simulation.run(7);

        assertThat(second.trace()).isEqualTo(first.trace());
        assertThat(first.trace()).isNotEmpty();
    }

    @Test
    void makesAFailingScheduleShort() {
        var simulation = new Simulation(stage, true);
        long seed = 1;
        while (simulation.run(seed).broken().isEmpty()) seed++;
        var broken = simulation.run(seed);

        var shrunk = new Shrinking(simulation, Long.MAX_VALUE).shrink(broken);

        assertThat(shrunk.broken().map(BrokenPromise::promise))
                .isEqualTo(broken.broken().map(BrokenPromise::promise));
        assertThat(shrunk.steps().size()).isLessThanOrEqualTo(broken.steps().size());
        assertThat(simulation.run(seed, shrunk.steps()).trace()).isEqualTo(shrunk.trace());
    }
}
