package dev.kith.simulation;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs schedules in a process of its own. */
public final class SimulationMain {
    private SimulationMain() {}

    /** First seed, number of seeds. */
    public static void main(String[] arguments) throws Exception {
        Stage.quiet();
        Path folder = Files.createTempDirectory("simulation");
        var simulation = new Simulation(new Stage(folder), Boolean.getBoolean("simulation.lies"));
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        long begun = System.nanoTime();
        int broken = 0;
        int acknowledged = 0;
        for (long seed = first; seed < first + count; seed++) {
            var result = simulation.run(seed);
            acknowledged += result.acknowledged();
            if (Boolean.getBoolean("simulation.hash"))
                System.out.println(seed + " " + result.trace().hashCode());
            if (result.broken().isEmpty()) continue;
            broken++;
            System.out.println("seed " + seed + " " + result.broken().get());
            if (count == 1) result.trace().forEach(System.out::println);
        }
        System.out.printf(
                "%d schedules, %d broken, %d acknowledged, %.1f s%n",
                count, broken, acknowledged, (System.nanoTime() - begun) / 1e9);
        System.exit(0);
    }
}
