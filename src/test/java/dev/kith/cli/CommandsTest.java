package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every command promises: documented exit codes, plain text off a terminal, the agent's own
 * JSON with --json, and errors that say what to do next.
 */
class CommandsTest {
    private static final String HITS =
            """
            {"query":"sharded actors","collection":"default","mode":"hybrid",
            "coverage":{"partitions_answered":%d,"partitions_total":16,"complete":%s},
            "notes":[],"took_millis":12,"hits":[{"rank":1,"id":"guide/one.md","title":"One",
            "score":0.834,"scores":{"dense":0.8,"keyword":7.1},
            "passage":"An actor  is\\nsharded across agents.","start":0,"end":34,
            "headings":["Guide","Actors"],"metadata":{},"content_id":"bafk",
            "receipt":{"agent":"did:key:z6Mk","model":"bge","engine":"onnx","time":"t"}}]}\
            """
                    .replace("\n", "");

    private final FakeAgent agent = new FakeAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }

    @Test
    void searchShowsPassagesWithoutEscapesOffATerminal() {
        agent.on("GET", "/v1/search", 200, HITS.formatted(16, true));

        CommandRun run = run("search", "sharded", "actors", "-n", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("1. One  guide/one.md")
                .contains("0.83")
                .contains("Guide › Actors")
                .contains("An actor is sharded across agents.")
                .contains("16/16 partitions, hybrid, 12 ms")
                .doesNotContain("\u001b");
        assertThat(agent.requests("GET", "/v1/search").getFirst().query())
                .isEqualTo("q=sharded%20actors&limit=3&mode=hybrid");
    }

    @Test
    void leavesOutAHeadingThatStandsAboveAlready() {
        String answer = HITS.formatted(16, true).replace("An actor ", "Actors An actor ");
        agent.on("GET", "/v1/search", 200, answer);

        assertThat(run("search", "actors").out()).contains("   An actor is sharded");
    }

    @Test
    void searchMarksTheQueryWordsOnATerminal() {
        agent.on("GET", "/v1/search", 200, HITS.formatted(16, true));

        CommandRun run =
                new CommandRun().onTerminal().run("--agent", agent.url(), "search", "actors");

        assertThat(run.out()).contains("\u001b[1;33mactor\u001b[0m");
    }

    @Test
    void heedsNoColor() {
        agent.on("GET", "/v1/search", 200, HITS.formatted(16, true));

        CommandRun run =
                new CommandRun()
                        .onTerminal()
                        .with("NO_COLOR", "1")
                        .run("search", "actors", "--agent", agent.url());

        assertThat(run.code()).isZero();
        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void searchWarnsAndEndsWithFiveWhenPartial() {
        agent.on("GET", "/v1/search", 200, HITS.formatted(11, false));

        CommandRun run = run("search", "actors");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).contains("partial: only 11/16 partitions answered");
    }

    @Test
    void printsTheAgentsJsonUnchanged() throws JsonProcessingException {
        String answer = HITS.formatted(16, true);
        agent.on("GET", "/v1/search", 200, answer);

        CommandRun run = run("search", "--json", "--mode", "keyword", "-C", "notes", "x");

        assertThat(run.out()).isEqualTo(answer + "\n");
        assertThat(Json.LENIENT.readTree(run.out()).path("hits")).hasSize(1);
        assertThat(agent.requests("GET", "/v1/search").getFirst().query())
                .isEqualTo("q=x&limit=5&mode=keyword&collection=notes");
    }

    @Test
    void saysWhatToDoWhenNoAgentAnswers() {
        CommandRun run = new CommandRun().run("status", "--agent", "http://127.0.0.1:1");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "kith: no agent answers at http://127.0.0.1:1: start one with `kith up`,"
                                + " or name another with --agent\n");
    }

    @Test
    void asksTheNextAgentWhenOneDoesNotAnswer() {
        agent.on("GET", "/v1/search", 200, HITS.formatted(16, true));

        CommandRun run =
                new CommandRun()
                        .run(
                                "search",
                                "x",
                                "--agent",
                                "http://127.0.0.1:1",
                                "--agent",
                                agent.url());

        assertThat(run.code()).isZero();
    }

    @Test
    void saysThatSomethingElseAnswers() {
        agent.on("GET", "/v1/network", 404, "<html>not here</html>");

        CommandRun run = run("status");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("is not a Kith agent (status 404)");
    }

    @Test
    void endsWithFourForAnUnknownDocument() {
        agent.on(
                "GET", "/v1/documents/a%2Fb%20c", 404, FakeAgent.problem(404, "not-found", "no a"));

        CommandRun run = run("get", "a/b c");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).isEqualTo("kith: no a\n");
    }

    @Test
    void endsWithTwoForWrongUsageAndNamesTheHelp() {
        CommandRun run = run("search", "--nonsense", "x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--nonsense");
        assertThat(run("--color", "maybe", "status").code()).isEqualTo(2);
        assertThat(run("status", "--agent", "not an address").code()).isEqualTo(2);
        assertThat(run("search", "x", "-C", "Über").code()).isEqualTo(2);
    }

    @Test
    void documentsItsExitCodes() {
        assertThat(run("--help").out()).contains("Exit codes:").contains("no agent answers");
    }

    @Test
    void statusSaysWhatIsMissingAndWhatToDo() {
        agent.on(
                "GET",
                "/v1/network",
                200,
                """
                {"network":"n1","name":"home","agents":2,"partitions":16,"copies_wanted":3,
                "copies_now":2,"partitions_answering":16,"documents":1200,"chunks":5000,
                "pending":3,"missing":["embed"],"notes":["2 copies of 3"],
                "engines":[{"model":"bge-small-en-v1.5","numbers":"full",
                "engine":"onednn-3.11-bf16","agents":2}],
                "repair":{"copies_wanted":48,"copies_whole":31,"copies_behind":1,
                "documents":1234,"bytes":14400000,"seconds_left":40},"scrub":{"damaged":0},
                "placement":[{"copy":"p00-r1","agent":"z6Mk","name":"ben","behind":true,
                "documents":1234,"bytes":14400000,"seconds_left":40}]}\
                """);

        CommandRun run = run("status", "--copies");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("home, 2 agents")
                .contains("bge-small-en-v1.5 (full) on onednn-3.11-bf16, 2 agents")
                .contains("1,200 in 5,000 passages, 3 on their way")
                .contains("2 of each document (3 when there are more agents that store)")
                .contains(", 31 of 32 whole, 1 behind, 1,234 documents (14.4 MB) lacking")
                .contains("time left 40 s")
                .contains("p00-r1  ben    behind    1,234  14.4 MB  40 s")
                .contains("embed (no agent offers it: start one with `kith up --capabilities")
                .contains("2 copies of 3");
    }

    @Test
    void listsTasksWithWhatTheyWaitFor() {
        agent.on(
                "GET",
                "/v1/tasks",
                200,
                """
                {"total":7,"tasks":[{"id":"tabc","document":"a.md","collection":"default",
                "state":"working","segments_done":1,"segments_total":2,"chunks_done":9,
                "waiting":"no agent offers embed","created":"2026-01-01T00:00:00Z"}]}\
                """);

        CommandRun run = run("tasks", "--state", "working");

        assertThat(run.out())
                .contains("tabc  working       1/2         9  a.md      no agent offers embed")
                .contains("the newest 1 of 7");
        assertThat(agent.requests("GET", "/v1/tasks").getFirst().query())
                .isEqualTo("limit=20&state=working");
    }

    @Test
    void completesForThreeShells() {
        assertThat(run("completion", "bash").out()).contains("complete ").contains("ingest");
        assertThat(run("completion", "fish").out()).contains("-a search");
        assertThat(run("completion", "tcsh").code()).isEqualTo(2);
    }
}
