package dev.kith.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.kith.cli.CommandRun;
import dev.kith.cli.client.Globals;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code kith up} turns its options into settings, and begins a network where it must. */
class UpCommandTest {
    private static Map<String, String> settings(CommandRun run, String... arguments) {
        UpCommand command = new UpCommand(new Globals(run.surroundings()));
        new CommandLine(command).parseArgs(arguments);
        return command.settings();
    }

    @Test
    void beginsANetworkWithoutFurtherWords() {
        CommandRun run = new CommandRun().with("XDG_DATA_HOME", "/data");

        assertThat(settings(run))
                .containsOnly(
                        entry("kith.network.authority", "/data/kith/home/authority"),
                        entry("kith.network.create", "true"));
    }

    @Test
    void joinsWithASeed() {
        CommandRun run = new CommandRun().with("XDG_DATA_HOME", "/nowhere");

        assertThat(settings(run, "--seed", "a:1", "--seed", "b:2", "--name", "den"))
                .containsOnly(entry("kith.node.seeds", "a:1,b:2"), entry("kith.node.name", "den"));
    }

    @Test
    void leavesAConfigurationFileAlone() {
        assertThat(settings(new CommandRun(), "--config", "a.conf", "--http-port", "9000"))
                .containsOnly(entry("kith.gateway.port", "9000"));
    }

    @Test
    void takesAnySetting() {
        assertThat(settings(new CommandRun(), "--config", "a", "-D", "kith.network.copies=2"))
                .containsOnly(entry("kith.network.copies", "2"));
    }

    @Test
    void readsWhatAnAgentSaysWhenItIsReady() {
        assertThat(
                        ReadyLine.parse(
                                "kith ready http=127.0.0.1:8484 agent=did:key:z6Mk1 name=my den"))
                .hasValueSatisfying(ready -> {
                    assertThat(ready.http()).hasToString("http://127.0.0.1:8484");
                    assertThat(ready.name()).isEqualTo("my den");
                });
        assertThat(ReadyLine.parse("kith starting")).isEmpty();
    }
}
