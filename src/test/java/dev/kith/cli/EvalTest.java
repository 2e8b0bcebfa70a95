package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kith eval} against an agent: asks what the set says, measures, cleans up. */
class EvalTest {
    @TempDir Path folder;

    private final FakeAgent agent = new FakeAgent();

    @BeforeEach
    void set() throws IOException {
        Files.writeString(
                folder.resolve("docs.jsonl"),
                """
                {"id":"d1","title":"Fox","text":"The fox ate the grape."}
                {"id":"d2","title":"","text":"The crow dropped the cheese."}
                """);
        Files.writeString(
                folder.resolve("queries.jsonl"),
                """
                {"id":"q1","text":"who ate"}
                {"id":"q2","text":"who dropped"}
                {"id":"q3","text":"nobody judged"}
                """);
        Files.writeString(folder.resolve("qrels.tsv"), "q1\td1\t1\nq2\td2\t1\nq3\td1\t0\n");
        Files.writeString(folder.resolve("spans.tsv"), "q1\td1\t4\t7\tfox\n");
        agent.on(
                "POST",
                "/v1/documents",
                200,
                """
                {"line":1,"id":"d1","task":"t","state":"completed","copies":1}
                {"line":2,"id":"d2","task":"t","state":"completed","copies":1}
                """);
        agent.on(
                "GET",
                "/v1/search",
                (exchange, request) -> {
                    boolean fox = request.query().contains("who%20ate");
                    // always d1 first: right for q1, second for q2
                    String hits = hit(1, "d1", fox ? 5 : 0) + "," + hit(2, "d2", 0);
                    FakeAgent.send(
                            exchange,
                            200,
                            """
                            {"query":"","collection":"c","mode":"hybrid","coverage":{"partitions_answered":1,
                            "partitions_total":1,"complete":true},"notes":[],"took_millis":1,"hits":[%s]}\
                            """
                                    .formatted(hits));
                });
        agent.on(
                "GET",
                "/v1/documents/d1",
                200,
                """
                {"id":"d1","collection":"c","state":"committed","updating":false,"version":"",
                "title":"Fox","format":"plain","metadata":{},"chars":27,"chunks":1,
                "content_id":"","task":"","text":"Fox\\n\\nThe fox ate the grape."}\
                """);
        agent.on("DELETE", "/v1/documents/d1", 200, "");
        agent.on("DELETE", "/v1/documents/d2", 200, "");
    }

    private static String hit(int rank, String id, int start) {
        return """
        {"rank":%d,"id":"%s","title":"","score":1,"scores":{"dense":1,"keyword":1},"passage":"p",
        "start":%d,"end":27,"headings":[],"metadata":{},"content_id":"",
        "receipt":{"agent":"","model":"","engine":"","time":""}}\
        """
                .formatted(rank, id, start);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void measuresEveryModeAndCleansUp() throws IOException {
        CommandRun run =
                new CommandRun().run("eval", "--json", "--agent", agent.url(), folder.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode set = Json.LENIENT.readTree(run.out()).path("sets").path(0);
        assertThat(set.path("documents").asInt()).isEqualTo(2);
        assertThat(set.path("queries").asInt()).isEqualTo(2);
        assertThat(set.path("modes").fieldNames())
                .toIterable()
                .containsExactly("hybrid", "semantic", "keyword");
        JsonNode hybrid = set.path("modes").path("hybrid");
        assertThat(hybrid.path("mrr").asDouble()).isEqualTo(0.75);
        assertThat(hybrid.path("recall_at_100").asDouble()).isEqualTo(1);
        // (1 + 1 / log2(3)) / 2
        assertThat(hybrid.path("ndcg_at_10").asDouble()).isEqualTo(0.8155);
        assertThat(set.path("passages").path("hit_at_1").asDouble()).isEqualTo(1);
        assertThat(agent.requests("DELETE", "/v1/documents/d2")).hasSize(1);
        assertThat(agent.requests("GET", "/v1/search"))
                .anyMatch(request -> request.query().endsWith("per=passage"));
    }

    @Test
    void printsATable() {
        CommandRun run = new CommandRun().run("eval", "--agent", agent.url(), folder.toString());

        assertThat(run.out()).contains("NDCG@10").contains("0.815").contains("passages");
    }

    @Test
    void saysWhatAFolderLacks() {
        CommandRun run = new CommandRun().run("eval", folder.resolve("absent").toString());

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("is no data set: it has no docs.jsonl");
    }
}
