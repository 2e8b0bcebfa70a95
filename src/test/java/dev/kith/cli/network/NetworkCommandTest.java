package dev.kith.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.cli.CommandRun;
import dev.kith.cli.FakeAgent;
import dev.kith.identity.AgentKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kith network} founds a network and admits agents to it. */
class NetworkCommandTest {
    @TempDir Path folder;

    private String found() {
        Path authority = folder.resolve("authority");
        CommandRun run =
                new CommandRun().run("network", "init", authority.toString(), "--name", "office");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("Founded office (n1")
                .contains("kith up --authority " + authority);
        return authority.toString();
    }

    @Test
    void foundsANetworkOnlyOnce() {
        String authority = found();

        CommandRun again = new CommandRun().run("network", "init", authority);

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("there is a network in " + authority);
    }

    @Test
    void admitsAnAgentOfAnotherMachine() throws IOException {
        String authority = found();
        String did = AgentKeys.generate(new SecureRandom()).id().did();
        Path out = folder.resolve("den");

        CommandRun run =
                new CommandRun()
                        .run(
                                "network",
                                "admit",
                                "--json",
                                "--authority",
                                authority,
                                "--agent-id",
                                did,
                                "--host",
                                "den.local",
                                "--host",
                                "10.0.0.7",
                                "--out",
                                out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode answer = Json.LENIENT.readTree(run.out());
        assertThat(answer.path("agent").asText()).isEqualTo(did);
        assertThat(answer.path("network").asText()).startsWith("n1");
        assertThat(out.resolve("agent.crt")).exists();
        assertThat(out.resolve("authority.crt")).exists();
    }

    @Test
    void saysWhatIsWrong() {
        CommandRun nobody =
                new CommandRun()
                        .run(
                                "network",
                                "admit",
                                "--authority",
                                folder.toString(),
                                "--agent-id",
                                "me",
                                "--host",
                                "a",
                                "--out",
                                "x");
        CommandRun none = new CommandRun().run("network");

        assertThat(nobody.code()).isNotZero();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("kith network init, admit or show");
    }

    @Test
    void showsWhichCopiesLieWhere() {
        try (FakeAgent agent = new FakeAgent()) {
            agent.on(
                    "GET",
                    "/v1/network",
                    200,
                    """
                    {"network":"n1abc","name":"home","agents":2,"partitions":2,"copies_wanted":3,
                    "copies_now":2,"partitions_answering":2,"documents":0,"chunks":0,"pending":0,
                    "missing":[],"notes":[],
                    "repair":{"copies_wanted":6,"copies_whole":2,"copies_behind":1,
                    "documents":3,"bytes":4000,"seconds_left":2},"scrub":{"damaged":0},"placement":[
                    {"copy":"p00-r0","agent":"aaaa","name":"ada","behind":false,
                    "documents":0,"bytes":0,"seconds_left":0},
                    {"copy":"p00-r1","agent":"bbbb","name":"ben","behind":true,
                    "documents":3,"bytes":4000,"seconds_left":2},
                    {"copy":"p01-r0","agent":"bbbb","name":"ben","behind":false,
                    "documents":0,"bytes":0,"seconds_left":0}]}\
                    """);

            CommandRun run = new CommandRun().run("network", "show", "--agent", agent.url());

            assertThat(run.out())
                    .contains("home (n1abc): 2 partitions, 2 of 3 copies")
                    .contains("p00        aaaa  bbbb (catching up)")
                    .contains("p01        bbbb");
        }
    }
}
