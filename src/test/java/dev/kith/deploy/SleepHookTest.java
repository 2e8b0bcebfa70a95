package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/systemd/kith-sleep}: agents leave before the machine sleeps and join when it wakes,
 * those that ran and no others. A script stands in for systemd and writes down what it is asked.
 */
class SleepHookTest {
    private static final Path HOOK = Path.of("deploy/systemd/kith-sleep").toAbsolutePath();
    private static final String SYSTEMCTL =
            """
            #!/bin/sh
            if [ "$1" = list-units ]; then
                cat "$(dirname "$0")/running"
            else
                echo "$@" >> "$(dirname "$0")/asked"
            fi
            """;

    @TempDir Path folder;

    @BeforeEach
    void standIn() throws IOException {
        Path systemctl = Files.writeString(folder.resolve("systemctl"), SYSTEMCTL);
        assertThat(systemctl.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void stopsTheAgentsThatRunAndStartsThemAgain() throws Exception {
        Files.writeString(
                folder.resolve("running"),
                """
                kith@anna.service loaded active running Kith agent of anna
                kith@ben.service  loaded active running Kith agent of ben
                """);

        assertThat(run("pre")).isZero();
        assertThat(asked()).containsExactly("stop kith@anna.service kith@ben.service");
        Files.writeString(folder.resolve("running"), "");
        assertThat(run("post")).isZero();

        assertThat(asked()).last().isEqualTo("start --no-block kith@anna.service kith@ben.service");
        assertThat(run("post")).as("once").isZero();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void startsNothingWhereNothingRan() throws Exception {
        Files.writeString(folder.resolve("running"), "");

        assertThat(run("pre")).isZero();
        assertThat(run("post")).isZero();

        assertThat(folder.resolve("asked")).doesNotExist();
    }

    private int run(String when) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", HOOK.toString(), when, "suspend").inheritIO();
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().put("PATH", folder + ":" + path);
        builder.environment().put("KITH_ASLEEP", folder.resolve("asleep").toString());
        Process process = builder.start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) throw new AssertionError("it does not end");
        return process.exitValue();
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }
}
