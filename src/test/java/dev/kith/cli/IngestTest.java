package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.kith.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kith ingest}: every readable document arrives, or is named with the reason why not. */
class IngestTest {
    @TempDir Path folder;

    private final FakeAgent agent = new FakeAgent();

    @BeforeEach
    void answers() {
        agent.on("GET", "/v1/network", 200, "{}");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }

    /** Answers each line with this state. */
    private static FakeAgent.Handler each(String state) {
        return (exchange, request) -> {
            StringBuilder answer = new StringBuilder();
            long lines = request.body().lines().count();
            for (long line = lines; line >= 1; line--) answer.append(answer(line, state));
            FakeAgent.send(exchange, 200, answer.toString());
        };
    }

    private static String answer(long line, String state) {
        return "{\"line\":%d,\"id\":\"x\",\"task\":\"t1\",\"state\":\"%s\",\"copies\":2}\n"
                .formatted(line, state);
    }

    private static String refused(long line, int status, String detail) {
        return "{\"line\":%d,\"state\":\"refused\",\"copies\":0,\"problem\":%s}\n"
                .formatted(line, FakeAgent.problem(status, "code", detail));
    }

    private List<JsonNode> sent() throws JsonProcessingException {
        List<JsonNode> documents = new ArrayList<>();
        for (FakeAgent.Request request : agent.requests("POST", "/v1/documents")) {
            for (String line : request.body().lines().toList()) {
                documents.add(Json.LENIENT.readTree(line));
            }
        }
        return documents;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void sendsAFolderWithPathsAsIds() throws IOException {
        write("a.txt", "plain text");
        write("sub/b.md", "# Markdown");
        write("sub/c.html", "<p>page");
        write("sub/image.png", "passed over");
        write(".hidden/d.txt", "hidden");
        write("sub/.e.txt", "hidden");
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", folder.toString(), "--id-prefix", "docs/");

        assertThat(run.code()).isZero();
        assertThat(sent())
                .extracting(d -> d.path("id").asText() + " " + d.path("format").asText())
                .containsExactly("docs/a.txt ", "docs/sub/b.md markdown", "docs/sub/c.html html");
        assertThat(run.out()).contains("3 documents searchable in");
        assertThat(run.err()).isEqualTo("1 file of other kinds passed over\n");
        assertThat(agent.requests("POST", "/v1/documents").getFirst().prefer()).startsWith("wait=");
    }

    @Test
    void sendsCompressedLinesAndKeepsTheirIds() throws IOException {
        Path file = folder.resolve("docs.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 200; i++) {
                out.write(
                        ("{\"id\":" + i + ",\"title\":\"T\",\"text\":\"text " + i + "\"}\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", file.toString(), "-C", "set");

        assertThat(run.code()).isZero();
        assertThat(sent()).hasSize(200);
        assertThat(sent())
                .allSatisfy(d -> assertThat(d.path("collection").asText()).isEqualTo("set"));
        assertThat(agent.requests("POST", "/v1/documents")).hasSize(4);
    }

    @Test
    void namesWhatItCannotReadAndGoesOn() throws IOException {
        write("good.txt", "good");
        write("empty.txt", " ");
        Files.write(folder.resolve("binary.txt"), new byte[] {1, 0, 2});
        Files.write(folder.resolve("latin.txt"), new byte[] {'f', (byte) 0xfc, 'r'});
        write("lines.jsonl", "{\"id\":\"l\",\"text\":\"x\"}\nnot json\n[1]\n");
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(sent()).extracting(d -> d.path("id").asText()).containsExactly("good.txt", "l");
        assertThat(run.err())
                .contains("not taken binary.txt: binary, not text")
                .contains("not taken latin.txt: not UTF-8")
                .contains("not taken empty.txt: empty")
                .contains("not taken lines.jsonl:2: not JSON")
                .contains("not taken lines.jsonl:3: not a JSON object");
        assertThat(run.out()).contains("2 documents").contains("5 not taken");
    }

    @Test
    void waitsAsLongAsTheAgentAsksAndSendsAgain() throws IOException {
        write("a.txt", "a");
        agent.on(
                "POST",
                "/v1/documents",
                (exchange, _) -> {
                    exchange.getResponseHeaders().add("Retry-After", "3");
                    FakeAgent.send(exchange, 429, FakeAgent.problem(429, "overloaded", "busy"));
                });
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(run.pauses()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void sendsOnlyTheUnansweredAgainWhenTheConnectionBreaks() throws IOException {
        for (int i = 0; i < 4; i++) write(i + ".txt", "text " + i);
        agent.on(
                "POST",
                "/v1/documents",
                (exchange, _) -> breakAfter(exchange, answer(2, "completed")));
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(sent())
                .extracting(d -> d.path("id").asText())
                .containsExactly("0.txt", "1.txt", "2.txt", "3.txt", "0.txt", "2.txt", "3.txt");
        assertThat(run.out()).contains("4 documents searchable");
    }

    private static void breakAfter(HttpExchange exchange, String sent) throws IOException {
        exchange.sendResponseHeaders(200, 100_000);
        exchange.getResponseBody().write(sent.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Test
    void goesOnWithAnotherAgentWhenOneDiesInTheMiddle() throws IOException {
        write("a.txt", "a");
        FakeAgent other = new FakeAgent();
        agent.on("POST", "/v1/documents", (exchange, _) -> breakAfter(exchange, ""));
        other.on("POST", "/v1/documents", each("completed"));

        CommandRun run =
                new CommandRun()
                        .run(
                                "ingest",
                                folder.toString(),
                                "--agent",
                                agent.url(),
                                "--agent",
                                other.url());

        assertThat(run.code()).isZero();
        assertThat(other.requests("POST", "/v1/documents")).hasSize(1);
        other.close();
    }

    @Test
    void retriesLinesThatWereRefusedForNow() throws IOException {
        write("a.txt", "a");
        write("b.txt", "b");
        agent.on(
                "POST",
                "/v1/documents",
                (exchange, _) ->
                        FakeAgent.send(
                                exchange, 200, refused(1, 429, "busy") + refused(2, 400, "bad")));
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("not taken b.txt: bad");
        assertThat(run.out()).contains("1 document searchable");
    }

    @Test
    void watchesTasksThatTakeLongerThanTheAgentWaits() throws IOException {
        write("a.txt", "a");
        agent.on("POST", "/v1/documents", each("working"));
        String task =
                "{\"id\":\"t1\",\"document\":\"a\",\"collection\":\"default\",\"state\":\"%s\","
                    + "\"segments_done\":0,\"segments_total\":1,\"chunks_done\":0,\"created\":\"\"}";
        agent.on("GET", "/v1/tasks/t1", 200, task.formatted("working"));
        agent.on("GET", "/v1/tasks/t1", 200, task.formatted("completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(agent.requests("GET", "/v1/tasks/t1")).hasSize(2);
    }

    @Test
    void endsAtAcceptanceWithNoWait() throws IOException {
        write("a.txt", "a");
        agent.on("POST", "/v1/documents", each("submitted"));

        CommandRun run = run("ingest", "--no-wait", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("1 document accepted in");
        assertThat(agent.requests("POST", "/v1/documents").getFirst().prefer()).isEqualTo("null");
    }

    @Test
    void givesUpInTheEndAndSaysThatGoingOnIsSafe() throws IOException {
        write("a.txt", "a");
        agent.on("POST", "/v1/documents", 503, FakeAgent.problem(503, "overloaded", "busy"));

        CommandRun run = run("ingest", "--patience", "60", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("run the same command again to go on");
    }

    @Test
    void streamsALargeFileByItself() throws IOException {
        write("large.md", "# Big\n\n" + "word ".repeat(600_000));
        agent.on("PUT", "/v1/documents/large.md", 202, answer(1, "completed"));

        CommandRun run = run("ingest", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(agent.requests("PUT", "/v1/documents/large.md").getFirst().body())
                .hasSize(3_000_007);
    }

    @Test
    void readsTextAndLinesFromTheStandardInput() throws IOException {
        agent.on("POST", "/v1/documents", each("completed"));

        CommandRun run =
                new CommandRun()
                        .with("KITH_AGENT", agent.url())
                        .stdin("some text")
                        .run("ingest", "-", "--id", "note");
        new CommandRun()
                .with("KITH_AGENT", agent.url())
                .stdin("{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}")
                .run("ingest", "--ndjson", "-");

        assertThat(run.code()).isZero();
        assertThat(sent())
                .extracting(d -> d.path("id").asText())
                .containsExactlyInAnyOrder("note", "1", "2");
    }

    @Test
    void printsAnObjectForPrograms() throws IOException {
        write("a.txt", "a");
        agent.on("POST", "/v1/documents", each("completed"));

        JsonNode report = Json.LENIENT.readTree(run("ingest", "--json", folder.toString()).out());

        assertThat(report.path("documents").asInt()).isEqualTo(1);
        assertThat(report.path("failures").isArray()).isTrue();
    }

    @Test
    void endsWithFourWhenThereIsNothingThere() {
        assertThat(run("ingest", folder.resolve("absent").toString()).code()).isEqualTo(4);
        assertThat(run("ingest", folder + "/*.md").code()).isEqualTo(4);
    }

    @Test
    void takesPatterns() throws IOException {
        write("a.md", "a");
        write("b.txt", "b");
        agent.on("POST", "/v1/documents", each("completed"));

        run("ingest", folder + "/*.md");

        assertThat(sent()).extracting(d -> d.path("id").asText()).containsExactly("a.md");
    }
}
