package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that has used all the room it may take refuses documents with 507 and says what to do,
 * goes on answering, and takes documents again once there is room, without a restart.
 */
class FullAgentTest {
    private static final long DISK_MAX = 64 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path folder;

    @AfterEach
    void keepLogs() throws IOException {
        http.close();
        AgentProcess.keepLogs(folder, "FullAgentTest");
    }

    @Test
    void refusesWith507UntilThereIsRoomAgain() throws Exception {
        Place place =
                Place.of(
                                folder,
                                List.of("ada"),
                                List.of(
                                        "kith.embed.model=fast",
                                        "kith.network.partitions=4",
                                        "kith.store.disk-max=" + DISK_MAX))
                        .getFirst();
        try (AgentProcess ada = place.start()) {
            String at = ada.ready();
            assertThat(put(at, "before").statusCode()).isEqualTo(202);
            await(at + "/v1/documents/before", reply -> state(reply).equals("committed"));

            Path ballast = folder.resolve("ada/store/ballast");
            try (var file = new RandomAccessFile(ballast.toFile(), "rw")) {
                file.setLength(DISK_MAX + 1); // sparse: it counts and takes nothing
            }
            HttpResponse<String> refused = awaitPut(at, 507);
            assertThat(json(refused).path("code").asText()).isEqualTo("storage-full");
            assertThat(json(refused).path("detail").asText())
                    .contains("make room")
                    .contains("kith.store.disk-max");
            // A copy that refused a write compares itself with the others before it answers for
            // all.
            var search =
                    await(
                            at + "/v1/search?q=harbour",
                            reply -> json(reply).at("/coverage/complete").asBoolean());
            assertThat(json(search).path("hits").findValuesAsText("id")).contains("before");

            Files.delete(ballast);
            awaitPut(at, 202);
            await(at + "/v1/documents/again", reply -> state(reply).equals("committed"));
        }
    }

    /** Puts until the answer is that; the room is measured every few seconds only. */
    private HttpResponse<String> awaitPut(String at, int status) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> last = put(at, "again");
        while (last.statusCode() != status) {
            assertThat(System.nanoTime()).as(last.body()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            last = put(at, "again");
        }
        return last;
    }

    private HttpResponse<String> await(String address, Predicate<HttpResponse<String>> wanted)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> reply = get(address);
        while (!wanted.test(reply)) {
            assertThat(System.nanoTime()).as(reply.body()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            reply = get(address);
        }
        return reply;
    }

    private static String state(HttpResponse<String> reply) {
        return json(reply).path("state").asText();
    }

    private static JsonNode json(HttpResponse<String> reply) {
        try {
            return Json.LENIENT.readTree(reply.body());
        } catch (IOException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    private HttpResponse<String> put(String at, String id) throws Exception {
        String text = "Document " + id + " of " + System.nanoTime() + " is about the harbour.";
        return http.send(
                HttpRequest.newBuilder(URI.create(at + "/v1/documents/" + id))
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
