package dev.kith.simulation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Runs schedules in a process of its own: a folder, the first seed, how many, the longest time in
 * seconds. Prints what {@link Report} says.
 */
public final class SimulationMain {
    private SimulationMain() {}

    /** See above; the exit code is 0 if all promises held, 1 if one broke. */
    public static void main(String[] arguments) throws Exception {
        Stage.quiet();
        var stage = new Stage(Path.of(arguments[0]));
        long first = Long.parseLong(arguments[1]);
        long count = Long.parseLong(arguments[2]);
        var longest = Duration.ofSeconds(Long.parseLong(arguments[3]));
        var simulation = new Simulation(stage, Boolean.getBoolean("simulation.lies"));
        var report = Report.of(simulation, first, count, longest);
        var lines = new ArrayList<>(report.lines());
        try (var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out))) {
            lines.forEach(out::println);
        }
        Runtime.getRuntime().halt(report.broken().isPresent() ? 1 : 0);
    }
}
