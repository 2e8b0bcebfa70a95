package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that an option takes: a wrong one is answered with all of them, and bash knows them. */
class ChoiceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void namesTheWordsThatThereAre() {
        CommandRun mode = new CommandRun().run("search", "--mode", "foo", "words");
        CommandRun color = new CommandRun().run("status", "--color", "blue");

        assertThat(mode.code()).isEqualTo(2);
        assertThat(mode.err()).contains("'foo' is none of hybrid, semantic, keyword");
        assertThat(color.err()).contains("'blue' is none of auto, always, never");
        assertThat(mode.err() + color.err()).doesNotContain("Exception");
    }

    @Test
    void teachesThemToBash() throws IOException, InterruptedException {
        assumeThat(Path.of("/bin/bash")).isExecutable();
        Path script = folder.resolve("kith.bash");
        Files.writeString(script, new CommandRun().run("completion", "bash").out());

        assertThat(completed(script, "search --mode ''")).isEqualTo("hybrid semantic keyword");
        assertThat(completed(script, "--color ''")).isEqualTo("auto always never");
        assertThat(completed(script, "network ''")).isEqualTo("init admit show");
        assertThat(completed(script, "restore --re")).isEqualTo("--replace");
        assertThat(completed(script, "back")).isEqualTo("backup");
    }

    /** What bash offers after {@code kith} and these words. */
    private static String completed(Path script, String words)
            throws IOException, InterruptedException {
        var line = new StringBuilder("source '").append(script).append("'; COMP_WORDS=(kith ");
        line.append(words).append("); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_kith;");
        line.append(" echo \"${COMPREPLY[*]}\"");
        Process bash =
                new ProcessBuilder("/bin/bash", "-c", line.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return out.strip();
    }
}
