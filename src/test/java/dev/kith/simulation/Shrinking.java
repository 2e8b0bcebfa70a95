package dev.kith.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes steps away from a schedule that broke a promise, as long as it still breaks the same one.
 *
 * <p>Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, §3,
 * without the search of complements.
 */
final class Shrinking {
    private final Simulation simulation;
    private final long deadline;

    /** Until {@code deadline}, in nanoseconds of {@link System#nanoTime}. */
    Shrinking(Simulation simulation, long deadline) {
        this.simulation = simulation;
        this.deadline = deadline;
    }

    /** The shortest that was found. */
    Simulation.Result shrink(Simulation.Result broken) {
        String promise = broken.broken().orElseThrow().promise();
        Simulation.Result best = broken;
        for (int size = broken.steps().size() / 2; size >= 1; size = size / 2) {
            for (int from = 0; from < best.steps().size(); ) {
                if (System.nanoTime() > deadline) return best;
                List<Step> fewer = new ArrayList<>(best.steps());
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                var result = simulation.run(broken.seed(), fewer);
                boolean same = result.broken().filter(b -> b.promise().equals(promise)).isPresent();
                if (same) best = result;
                else from += size;
            }
        }
        return best;
    }
}
