package dev.kith.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cli.terminal.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whoever runs an agent in the foreground hears all that it says, to the end. */
@EnabledOnOs(OS.LINUX)
class ForegroundTest {
    /** Says something when it is asked to end, and ends as it likes. */
    private static final String AGENT =
            "trap 'echo leaves; echo sorry >&2; exit 7' TERM; echo works;"
                    + " while :; do sleep 0.05; done";

    /** Runs it as {@code kith up} does, in a process that a test may end. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            var console = new Console(System.in, System.out, System.err, false, false, 80, true);
            System.exit(new Foreground(console, () -> {}).run(List.of("sh", "-c", AGENT)));
        }
    }

    @Test
    void passesOnWhatTheAgentSaysWhenItIsAskedToEnd() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("works");

            process.toHandle().destroy();

            assertThat(out.readAllLines()).containsExactly("leaves");
            assertThat(err.readAllLines()).containsExactly("sorry");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
        } finally {
            process.destroyForcibly();
        }
    }
}
