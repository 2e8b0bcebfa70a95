package dev.kith.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulation finds bugs: each that was planted, within as many schedules as an idle machine
 * runs in a minute. Without {@code -Dsimulation.mutants=all} only the first two are looked for: an
 * acknowledgement before the sync, and a tombstone that is collected early.
 */
class MutantsTest {
    private static final Logger LOG = LoggerFactory.getLogger(MutantsTest.class);
    private static final String SCHEDULES_MAX = "1000";
    private static final long SECONDS_MAX = 1_200;

    @SuppressWarnings("UnusedVariable") // by its name, below
    private static final List<Mutant> MUTANTS =
            "all".equals(System.getProperty("simulation.mutants"))
                    ? Mutant.ALL
                    : Mutant.ALL.subList(0, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A source that was moved or written anew takes its mutants along, in every build. */
    @Test
    void canMakeEveryMutant() {
        assertThat(Mutant.ALL)
                .allSatisfy(mutant -> assertThat(mutant.compile(folder)).isNotEmptyDirectory());
    }

    @ParameterizedTest
    @FieldSource("MUTANTS")
    void findsWhatWasPlanted(Mutant mutant) throws Exception {
        Path classes = mutant.compile(folder);

        List<String> lines = run(classes + File.pathSeparator, false);

        LOG.info("'{}': {}", mutant.name(), String.join("; ", lines.stream().limit(2).toList()));
        assertThat(lines).as(mutant.name()).anyMatch(line -> line.contains("BROKEN"));
    }

    @Test
    void findsADiskThatSaysThatItHasSyncedBeforeItHas() throws Exception {
        assertThat(run("", true)).anyMatch(line -> line.contains("BROKEN"));
    }

    private List<String> run(String before, boolean lies) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dsimulation.lies=" + lies);
        command.add("-cp");
        command.add(before + System.getProperty("java.class.path"));
        command.add(SimulationMain.class.getName());
        command.addAll(
                List.of(
                        folder.resolve("files").toString(),
                        "1",
                        SCHEDULES_MAX,
                        String.valueOf(SECONDS_MAX)));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2 * SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
