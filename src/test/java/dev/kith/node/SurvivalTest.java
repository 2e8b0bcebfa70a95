package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1 and G2 with real processes: whatever was acknowledged is there and found after agents were
 * killed with SIGKILL in the middle of an ingest, one at a time and all at once.
 *
 * <p>Reads the first of {@code corpora/python-peps} of the data folder ({@code -Dshared.folder},
 * else {@code ../shared}), or makes text where there is none.
 */
class SurvivalTest {
    private static final Path PEPS =
            Path.of(
                    System.getProperty("shared.folder", "../shared"),
                    "data/corpora/python-peps/docs.jsonl.gz");
    private static final int DOCUMENTS = 60;
    private static final int CHARS_MAX = 6_000;
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<AgentProcess> started = new ArrayList<>();
    private final Map<String, String> acknowledged = new ConcurrentSkipListMap<>();

    @TempDir Path folder;
    private List<Place> places = List.of();

    @BeforeEach
    void choosePlaces() {
        places =
                Place.of(
                        folder,
                        List.of("ada", "ben", "cleo"),
                        List.of("kith.embed.model=fast", "kith.network.partitions=4"));
    }

    @AfterEach
    void endAll() {
        started.forEach(AgentProcess::close);
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenAgentsAreKilled() throws Exception {
        AgentProcess ada = start(0);
        ada.ready();
        AgentProcess ben = start(1);
        AgentProcess cleo = start(2);
        ben.ready();
        cleo.ready();
        Map<String, String> documents = documents();
        var queue = new ConcurrentLinkedQueue<>(documents.entrySet());
        var done = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            Thread.ofVirtual().start(() -> ingest(queue, documents.size(), done));
        }

        awaitAcknowledged(documents.size() / 3);
        cleo.kill();
        awaitAcknowledged(documents.size() * 2 / 3);
        cleo = start(2);
        cleo.ready();
        assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        ada.kill();
        ben.kill();
        cleo.kill();
        for (int i = 0; i < places.size(); i++) start(i);
        for (AgentProcess agent : started.subList(started.size() - 3, started.size())) {
            agent.ready();
        }

        assertThat(acknowledged).hasSameSizeAs(documents);
        awaitNoPending();
        assertThat(missing()).isEmpty();
        assertThat(notFound(documents)).isEmpty();
    }

    private AgentProcess start(int place) {
        AgentProcess agent = places.get(place).start();
        started.add(agent);
        return agent;
    }

    /** Puts documents until there are none, at whichever agent answers. */
    private void ingest(
            ConcurrentLinkedQueue<Map.Entry<String, String>> queue,
            int total,
            CountDownLatch done) {
        int tries = 0;
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            while (!put(next.getKey(), next.getValue(), tries++) && tries < total * 200) {
                pause();
            }
        }
        done.countDown();
    }

    private boolean put(String id, String text, int attempt) {
        Place place = places.get(attempt % places.size());
        try {
            HttpResponse<String> response =
                    http.send(
                            request(place, "/v1/documents/" + encoded(id))
                                    .header("Content-Type", "text/plain")
                                    .timeout(Duration.ofSeconds(15))
                                    .PUT(HttpRequest.BodyPublishers.ofString(text))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) return false;
            acknowledged.put(id, Json.LENIENT.readTree(response.body()).path("task").asText());
            return true;
        } catch (IOException e) {
            return false; // unknown: the same again is safe (G3)
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitAcknowledged(int count) {
        await(() -> acknowledged.size() >= count, count + " acknowledged");
    }

    private void awaitNoPending() {
        await(
                () -> get("/v1/network").path("pending").asLong(-1) == 0,
                "nothing pending: " + get("/v1/network"));
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String id : acknowledged.keySet()) {
            JsonNode document = get("/v1/documents/" + encoded(id));
            if (!document.path("state").asText().equals("committed")) {
                missing.add(id + ": " + document);
            }
        }
        return missing;
    }

    /** Documents that are not the first answer to their own beginning. */
    private List<String> notFound(Map<String, String> documents) {
        List<String> notFound = new ArrayList<>();
        for (var document : documents.entrySet()) {
            String query =
                    document.getValue().substring(0, Math.min(300, document.getValue().length()));
            JsonNode answer =
                    get("/v1/search?limit=5&mode=keyword&q=" + encoded(query.replace('\n', ' ')));
            boolean found = false;
            for (JsonNode hit : answer.path("hits")) {
                found |= hit.path("id").asText().equals(document.getKey());
            }
            boolean whole = answer.path("coverage").path("complete").asBoolean();
            if (!found || !whole) notFound.add(document.getKey() + ": " + answer.path("coverage"));
        }
        return notFound;
    }

    private JsonNode get(String path) {
        IOException unanswered = new IOException("no agents");
        for (Place place : places) {
            try {
                return Json.LENIENT.readTree(
                        http.send(
                                        request(place, path)
                                                .timeout(Duration.ofSeconds(20))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
            } catch (IOException e) {
                unanswered = e; // the next agent may answer
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Json.LENIENT.createObjectNode().put("unanswered", unanswered.toString());
    }

    private static HttpRequest.Builder request(Place place, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + place.httpPort() + path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void await(java.util.function.BooleanSupplier condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }

    private static Map<String, String> documents() throws IOException {
        Map<String, String> documents = new TreeMap<>();
        if (Files.isReadable(PEPS)) {
            try (InputStream raw = new GZIPInputStream(Files.newInputStream(PEPS))) {
                new String(raw.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(SurvivalTest::parse)
                        .limit(DOCUMENTS)
                        .forEach(d -> documents.put(d.path("id").asText(), text(d)));
            }
        } else {
            var random = new Random(7);
            for (int i = 0; i < DOCUMENTS; i++) documents.put("made-" + i, made(random, i));
        }
        return documents;
    }

    private static String text(JsonNode document) {
        String text = document.path("title").asText() + "\n\n" + document.path("text").asText();
        return text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
    }

    private static String made(Random random, int number) {
        var text = new StringBuilder("Report " + number + " of the year " + (1000 + number) + ". ");
        while (text.length() < CHARS_MAX / 4) {
            text.append("Word").append(random.nextInt(10_000)).append(" follows. ");
        }
        return text.toString();
    }

    private static JsonNode parse(String line) {
        try {
            return Json.LENIENT.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
