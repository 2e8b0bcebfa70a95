package dev.kith.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.faults.history.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * G1, G2, G3, G5 and G7 with real processes that are killed, paused, cut off from each other and
 * robbed of their disks: nothing acknowledged is lost, nothing deleted returns, one version is
 * visible, every task ends once, coverage is true, ranking is the same everywhere.
 *
 * <p>Without settings a short mix. {@code -Dfaults.minutes=30} goes on with seed after seed until
 * the time is up, {@code -Dfaults.seed=…} says which is the first, {@code -Dfaults.only=kill-all}
 * which faults there are, {@code -Dfaults.agents=…} how many agents.
 */
class FaultsTest {
    private static final long MINUTES = Long.getLong("faults.minutes", 0);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffff);
    private static final String ONLY = System.getProperty("faults.only", "");

    @Test
    void keepsEveryPromiseWhateverIsBroken() throws InterruptedException {
        Path folder = Path.of("target", "faults", "seed-" + SEED).toAbsolutePath();
        delete(folder);
        FaultRun.Plan plan =
                MINUTES > 0
                        ? Plans.longMix(folder, SEED, MINUTES, ONLY)
                        : Plans.shortMix(folder, SEED, ONLY);
        System.out.println(
                "faults: the first seed is " + SEED + ", again with -Dfaults.seed=" + SEED);
        Verdict verdict;
        List<String> broken;
        String line;
        Consumer<String> print = System.out::println;
        try (var run = new FaultRun(plan, print)) {
            verdict = run.run();
            broken = run.broken();
            line = run.line(verdict);
        }
        boolean good = verdict.holds() && broken.isEmpty();
        if (good) {
            delete(folder);
        } else {
            verdict.violations()
                    .forEach((name, wrong) ->
                            wrong.stream()
                                    .limit(20)
                                    .forEach(
                                            w -> System.out.println("faults: " + name + ": " + w)));
            broken.forEach(b -> System.out.println("faults: " + b));
            System.out.println("faults: history and logs are in " + folder);
        }
        System.out.println(line);
        assertThat(verdict.violations()).allSatisfy((_, wrong) -> assertThat(wrong).isEmpty());
        assertThat(broken).isEmpty();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
