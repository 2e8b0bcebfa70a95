package dev.kith.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a number of schedules.
 *
 * @param schedules that were run
 * @param broken the first that broke a promise, made short
 */
record Report(
        long schedules,
        long operations,
        long acknowledged,
        Duration took,
        Optional<Simulation.Result> broken) {

    /** Runs schedules until one breaks a promise, all are done or the time is over. */
    static Report of(Simulation simulation, long first, long count, Duration longest) {
        long begun = System.nanoTime();
        long operations = 0;
        long acknowledged = 0;
        long seed = first;
        for (; seed < first + count; seed++) {
            if (System.nanoTime() - begun > longest.toNanos()) break;
            var result = simulation.run(seed);
            operations += result.operations();
            acknowledged += result.acknowledged();
            if (result.broken().isPresent()) {
                var shrunk = new Shrinking(simulation, begun + longest.toNanos()).shrink(result);
                return new Report(
                        seed - first + 1,
                        operations,
                        acknowledged,
                        since(begun),
                        Optional.of(shrunk));
            }
        }
        return new Report(seed - first, operations, acknowledged, since(begun), Optional.empty());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** For people; the first line says it all. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "simulation: schedules=%d operations=%d acknowledged=%d seconds=%.1f broken=%s"
                        .formatted(
                                schedules,
                                operations,
                                acknowledged,
                                took.toMillis() / 1000.0,
                                broken.flatMap(Simulation.Result::broken)
                                        .map(BrokenPromise::promise)
                                        .orElse("none")));
        broken.ifPresent(result -> {
            lines.add("again: -Dsimulation.seed=" + result.seed());
            lines.add("with " + result.steps().size() + " steps:");
            lines.addAll(result.trace());
        });
        return lines;
    }
}
