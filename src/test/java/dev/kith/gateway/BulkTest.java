package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of documents is answered line by line; a bad line harms no other; memory is bounded. */
class BulkTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final GatewayFixture GATEWAY =
            new GatewayFixture(
                    """
                    line-bytes-max = 16 KiB
                    markup-bytes-max = 16 KiB
                    held-bytes-max = 64 KiB
                    bulk-parallelism = 4
                    bulk-streams-max = 2
                    bulk-pause = 10 ms
                    bulk-patience = 300 ms
                    """);

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.intake.clear();
        GATEWAY.tasks.clear();
    }

    @Test
    void answersEveryLineByItsNumber() {
        String lines =
                IntStream.rangeClosed(1, 500)
                        .mapToObj(i -> "{\"id\":\"d" + i + "\",\"text\":\"text " + i + "\"}")
                        .collect(Collectors.joining("\r\n"));

        Map<Long, JsonNode> answers =
                answers(GATEWAY.post("/v1/documents?collection=work", NDJSON, lines));

        assertThat(answers).hasSize(500);
        assertThat(answers)
                .allSatisfy((line, answer) -> {
                    assertThat(answer.path("id").asText()).isEqualTo("d" + line);
                    assertThat(answer.path("collection").asText()).isEqualTo("work");
                    assertThat(answer.path("state").asText()).isEqualTo("submitted");
                });
        assertThat(GATEWAY.intake.puts).hasSize(500);
        assertThat(GATEWAY.intake.inFlightMost.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void refusesBadLinesByThemselves() {
        String tooLong = "{\"id\":\"long\",\"text\":\"" + "x".repeat(20_000) + "\"}";
        String lines =
                String.join(
                        "\n",
                        "{\"id\":\"a\",\"text\":\"a\"}",
                        "nonsense",
                        "",
                        tooLong,
                        "{\"id\":\"b\",\"text\":\"\"}",
                        "{\"id\":\"c\",\"text\":\"c\"}\n");

        var reply = GATEWAY.post("/v1/documents", NDJSON, lines);

        Map<Long, JsonNode> answers = answers(reply);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(answers.keySet()).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(answer(answers, 2).at("/problem/status").asInt()).isEqualTo(400);
        assertThat(answer(answers, 4).at("/problem/status").asInt()).isEqualTo(413);
        assertThat(answer(answers, 4).at("/problem/detail").asText()).contains("16384");
        assertThat(answer(answers, 5).at("/problem/field").asText()).isEqualTo("text");
        assertThat(answer(answers, 5).path("state").asText()).isEqualTo("refused");
        assertThat(GATEWAY.intake.puts)
                .extracting(put -> put.description().key().id())
                .containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void goesOnWhereTheNetworkWasBusyForAWhile() {
        IntStream.range(0, 9)
                .forEach(_ ->
                        GATEWAY.intake.failures.add(new Failure(Failure.Code.OVERLOADED, "busy")));

        var answers =
                answers(
                        GATEWAY.post(
                                "/v1/documents",
                                NDJSON,
                                "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n"));

        assertThat(answers.values())
                .extracting(answer -> answer.path("state").asText())
                .containsOnly("submitted");
    }

    @Test
    void refusesALineWhereTheNetworkStaysBusy() {
        IntStream.range(0, 1000)
                .forEach(_ ->
                        GATEWAY.intake.failures.add(new Failure(Failure.Code.OVERLOADED, "busy")));

        var answer =
                answer(
                        answers(
                                GATEWAY.post(
                                        "/v1/documents", NDJSON, "{\"id\":\"a\",\"text\":\"a\"}")),
                        1);

        assertThat(answer.at("/problem/status").asInt()).isEqualTo(429);
        assertThat(answer.path("id").asText()).isEqualTo("a");
    }

    @Test
    void answersAtTheEndOfEachTaskWhereThatIsPreferred() {
        var key = new DocumentKey(new CollectionName("default"), "a");
        TaskId task = FakeIntake.task(key, "a");
        GATEWAY.tasks.views.put(
                task,
                new Tasks.View(
                        task, key, "completed", 1, 1, 1, Optional.empty(), Optional.empty(), 0));

        var reply =
                GATEWAY.post(
                        "/v1/documents",
                        NDJSON,
                        "{\"id\":\"a\",\"text\":\"a\"}\n",
                        "Prefer",
                        "wait=5");

        assertThat(answer(answers(reply), 1).path("state").asText()).isEqualTo("completed");
    }

    @Test
    void answersWhileTheRequestIsStillBeingSent() {
        var more = new CompletableFuture<ByteString>();
        Source<ByteString, ?> body = Source.single(line(1)).concat(Source.completionStage(more));
        var first = new CompletableFuture<ByteString>();

        var all =
                stream(body)
                        .thenCompose(answers ->
                                answers.runWith(
                                        Sink.foreach(first::complete), GATEWAY.kit.system()));

        assertThat(GatewayFixture.soon(first).utf8String()).contains("\"line\":1");
        more.complete(line(2));
        GatewayFixture.soon(all);
        assertThat(GATEWAY.intake.puts).hasSize(2);
    }

    @Test
    void refusesMoreStreamsThanItsLimit() {
        var open = new CompletableFuture<ByteString>();
        List<Source<ByteString, Object>> streams =
                IntStream.range(0, 2)
                        .mapToObj(_ ->
                                GatewayFixture.soon(
                                        stream(
                                                Source.single(line(1))
                                                        .concat(Source.completionStage(open)))))
                        .toList();

        var third = GATEWAY.post("/v1/documents", NDJSON, "{\"text\":\"a\"}");
        open.complete(ByteString.emptyByteString());
        streams.forEach(s -> GatewayFixture.soon(s.runWith(Sink.ignore(), GATEWAY.kit.system())));

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("2");
        Eventually.until(
                () -> GATEWAY.post("/v1/documents", NDJSON, "{\"text\":\"a\"}").status() == 200);
    }

    @Test
    void takes2GigabytesWithoutHoldingThem() {
        GATEWAY.intake.remembers = false;
        int lines = 200_000;
        var sent = new AtomicLong();
        ByteString text = ByteString.fromString("x".repeat(10_000));
        Source<ByteString, ?> body =
                Source.range(1, lines)
                        .map(i ->
                                ByteString.fromString("{\"id\":\"d" + i + "\",\"text\":\"")
                                        .concat(text)
                                        .concat(ByteString.fromString("\"}\n")))
                        .map(line -> {
                            sent.addAndGet(line.size());
                            return line;
                        });
        long before = heapUsed();

        long newlines =
                GatewayFixture.within(
                        Duration.ofMinutes(10),
                        stream(body)
                                .thenCompose(answers ->
                                        answers.runWith(
                                                Sink.fold(
                                                        0L, (sum, bytes) -> sum + newlines(bytes)),
                                                GATEWAY.kit.system())));

        assertThat(newlines).isEqualTo(lines);
        assertThat(sent.get()).isGreaterThan(2_000_000_000L);
        assertThat(GATEWAY.intake.inFlightMost.get()).isLessThanOrEqualTo(4);
        assertThat(heapUsed() - before).isLessThan(50_000_000);
    }

    @Test
    void readsNoFasterThanDocumentsAreStored() {
        GATEWAY.intake.remembers = false;
        var gate = new CompletableFuture<Boolean>();
        GATEWAY.intake.pace = () -> gate;
        var sent = new AtomicLong();
        ByteString text = ByteString.fromString("{\"text\":\"" + "x".repeat(10_000) + "\"}\n");
        Source<ByteString, ?> body =
                Source.range(1, 5_000)
                        .map(_ -> {
                            sent.addAndGet(text.size());
                            return text;
                        });

        var answers = GatewayFixture.soon(stream(body));
        var all = answers.runWith(Sink.ignore(), GATEWAY.kit.system());
        Eventually.until(() -> GATEWAY.intake.inFlight.get() == 4);
        Eventually.settles(sent::get);

        assertThat(sent.get()).as("socket buffers and no more").isLessThan(20_000_000);
        gate.complete(true);
        GatewayFixture.soon(all);
        assertThat(sent.get()).isGreaterThan(50_000_000);
    }

    private static long heapUsed() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long newlines(ByteString bytes) {
        long count = 0;
        for (byte b : bytes.toArray()) if (b == '\n') count++;
        return count;
    }

    private static ByteString line(int number) {
        return ByteString.fromString("{\"id\":\"d" + number + "\",\"text\":\"t\"}\n");
    }

    /** Sends while it receives, which java.net.http does not. */
    private static java.util.concurrent.CompletionStage<Source<ByteString, Object>> stream(
            Source<ByteString, ?> body) {
        HttpRequest request =
                HttpRequest.POST(GATEWAY.uri("/v1/documents").toString())
                        .withEntity(HttpEntities.createChunked(ContentTypes.parse(NDJSON), body));
        return Http.get(GATEWAY.kit.system())
                .singleRequest(request)
                .thenApply(response -> {
                    assertThat(response.status().intValue()).isEqualTo(200);
                    return response.entity().withoutSizeLimit().getDataBytes();
                });
    }

    private static Map<Long, JsonNode> answers(GatewayFixture.Reply reply) {
        assertThat(reply.header("Content-Type")).startsWith(NDJSON);
        var answers = new TreeMap<Long, JsonNode>();
        reply.body()
                .lines()
                .map(OpenApi::parse)
                .forEach(answer -> answers.put(answer.path("line").asLong(), answer));
        return answers;
    }

    private static JsonNode answer(Map<Long, JsonNode> answers, long line) {
        return answers.getOrDefault(line, MissingNode.getInstance());
    }
}
