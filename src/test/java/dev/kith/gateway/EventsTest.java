package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.registry.Directory;
import dev.kith.task.Tasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events are told as they happen, to so many readers, and readers that leave are forgotten. */
@Timeout(60)
class EventsTest {
    private static final GatewayFixture GATEWAY =
            new GatewayFixture(
                    "events-keep-alive = 100 ms, event-streams-max = 2, events-buffer-max = 8");
    private static final DocumentKey KEY = new DocumentKey(new CollectionName("default"), "a");
    private static final TaskId TASK = FakeIntake.task(KEY, "text");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        Eventually.until(GATEWAY.directory.listeners::isEmpty);
        GATEWAY.intake.clear();
        GATEWAY.tasks.clear();
    }

    @Test
    void tellsEveryChangeOfATaskUntilItsEnd() throws IOException {
        GATEWAY.tasks.views.put(TASK, view("working", 1));
        try (var reader = listen("/v1/tasks/" + TASK.value() + "/events")) {
            assertThat(next(reader)).contains("\"chunks_done\":1");
            var watcher = GATEWAY.tasks.watchers.getFirst();

            watcher.accept(view("working", 2));
            assertThat(next(reader)).contains("\"chunks_done\":2");
            watcher.accept(view("completed", 3));

            assertThat(next(reader)).contains("\"completed\"");
            assertThat(reader.lines().filter(line -> line.startsWith("data"))).isEmpty();
        }
        Eventually.until(GATEWAY.tasks.watchers::isEmpty);
    }

    @Test
    void answersATaskThatHasEndedAtOnce() {
        GATEWAY.tasks.views.put(TASK, view("completed", 3));

        var reply = GATEWAY.get("/v1/tasks/" + TASK.value() + "/events");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
        assertThat(reply.body()).contains("event: task\ndata: {").contains("\"completed\"");
    }

    @Test
    void tellsOfAgentsAndOfTasksThatComeIn() throws IOException {
        try (var reader = listen("/v1/events")) {
            Eventually.until(() -> !GATEWAY.directory.listeners.isEmpty());
            GATEWAY.directory
                    .listeners
                    .getFirst()
                    .accept(new Directory.Event("did:key:z6Mk", "berta", "up"));
            String agent = next(reader);
            GATEWAY.put("/v1/documents/a", "text/plain", "text");
            String task = next(reader);

            OpenApi.validate(ref("AgentEvent"), agent);
            assertThat(agent).contains("berta");
            OpenApi.validate(ref("TaskAnswer"), task);
            assertThat(task).contains(TASK.value());
        }
        Eventually.until(GATEWAY.directory.listeners::isEmpty);
    }

    @Test
    void saysSomethingEvenWhenNothingHappens() throws IOException {
        try (var reader = listen("/v1/events")) {
            assertThat(reader.readLine()).startsWith(":");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).startsWith(":");
        }
    }

    @Test
    void refusesMoreReadersThanItsLimit() throws IOException {
        try (var _ = listen("/v1/events");
                var _ = listen("/v1/events")) {
            assertThat(GATEWAY.get("/v1/events").status()).isEqualTo(429);
        }
        Eventually.until(GATEWAY.directory.listeners::isEmpty);
    }

    private static com.fasterxml.jackson.databind.JsonNode ref(String schema) {
        return OpenApi.JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    }

    /** The data of the next event. */
    private static String next(BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data: ")) return line.substring("data: ".length());
        }
        throw new AssertionError("the stream has ended");
    }

    private static BufferedReader listen(String path) {
        var request = HttpRequest.newBuilder(GATEWAY.uri(path)).build();
        var response =
                GatewayFixture.soon(GATEWAY.http.sendAsync(request, BodyHandlers.ofInputStream()));
        assertThat(response.statusCode()).isEqualTo(200);
        InputStream body = response.body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static Tasks.View view(String state, int chunks) {
        return new Tasks.View(
                TASK, KEY, state, 0, 1, chunks, Optional.empty(), Optional.empty(), 0);
    }
}
