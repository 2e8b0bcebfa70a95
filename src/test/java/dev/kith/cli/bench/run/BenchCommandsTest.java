package dev.kith.cli.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.cli.CommandRun;
import dev.kith.cli.process.LikeAnAgent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks are commands with help, refuse what is impossible, and print one object. */
class BenchCommandsTest {
    @Test
    void haveHelpThatSaysTheShape() {
        for (String name : List.of("ingest", "search", "engine", "start", "grow")) {
            CommandRun help = new CommandRun().run("bench", name, "--help");

            assertThat(help.code()).as(name).isZero();
            assertThat(help.out())
                    .contains("--corpus", "--rounds", "--seconds", "--profile", "--seed")
                    .containsPattern("machine;\\s+engine;\\s+ratios");
        }
    }

    @Test
    void refuseWhatIsImpossible() {
        refused("--rounds is 0", "engine", "--rounds", "0");
        refused("--seconds is 0", "ingest", "--seconds", "0");
        refused("--chunks is 0", "ingest", "--chunks", "0");
        refused("--profile is huge", "start", "--profile", "huge");
        refused("nothing is left", "search", "--chunks", "0", "--vectors", "0");
        refused("--sizes is [0]", "grow", "--sizes", "0");
    }

    private static void refused(String objection, String name, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "bench";
        words[1] = name;
        System.arraycopy(options, 0, words, 2, options.length);
        CommandRun run = new CommandRun().run(words);
        assertThat(run.code()).as(name).isEqualTo(2);
        assertThat(run.err()).contains(objection);
    }

    @Test
    void printOneObject() throws JsonProcessingException {
        assumeThat(LikeAnAgent.here()).as("a JVM with an agent's flags").isTrue();

        CommandRun run =
                new CommandRun()
                        .run(
                                "bench",
                                "search",
                                "--json",
                                "--chunks",
                                "0",
                                "--vectors",
                                "500",
                                "--questions",
                                "2",
                                "--rounds",
                                "1");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = Json.LENIENT.readTree(run.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("machine", "engine", "ratios", "figures");
        assertThat(json.path("ratios").has("search_qps_vs_lucene")).isTrue();
    }
}
