package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.typesafe.config.Config;
import dev.kith.api.Json;
import dev.kith.embed.EmbeddingModel;
import dev.kith.node.LyingModel.Lie;
import dev.kith.node.setting.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * G6, with whole agents: one of three computes wrong vectors. Both others find out and quarantine
 * it, none of them is accused, and in the end no vector of the liar is in the index: all are what
 * honest agents compute.
 */
class LiarsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> NAMES = List.of("mal", "ada", "ben");
    private static final int ALONE = 6;
    private static final int DOCUMENTS = 24;

    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(4);

    @TempDir Path folder;

    @AfterEach
    void endAll() {
        agents.values().forEach(Agent::stop);
        http.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Lie.class,
            names = {"RANDOM", "FIRST_WORDS"})
    void aLiarIsQuarantinedEverywhereAndItsWorkIsDoneAgain(Lie lie) throws Exception {
        List<Path> settings = settings();
        start("mal", settings.getFirst(), lie);
        String liar = Objects.requireNonNull(agents.get("mal")).self().did();
        for (int i = 0; i < ALONE; i++) put("mal", "document-" + i);
        await("the liar works alone", () -> authors("mal", ALONE).stream().allMatch(liar::equals));

        start("ada", settings.get(1), Lie.NONE);
        start("ben", settings.get(2), Lie.NONE);
        await("all see all", () -> up("ada") == 3 && up("ben") == 3 && up("mal") == 3);
        for (int i = ALONE; i < DOCUMENTS; i++) put("ada", "document-" + i);
        await("the liar is quarantined at ada", () -> quarantined("ada").equals(List.of(liar)));
        await("the liar is quarantined at ben", () -> quarantined("ben").equals(List.of(liar)));
        await(
                "nothing of the liar is left",
                () ->
                        authors("ada", DOCUMENTS).stream()
                                .noneMatch(by -> by.isEmpty() || by.equals(liar)));

        for (int i = 0; i < DOCUMENTS; i++) {
            String path = "/v1/receipts/document-" + i + "?sample=64";
            await(path, () -> get("ben", path).at("/sample/agreed").asInt() > 0);
            JsonNode sample = get("ben", path).path("sample");
            assertThat(sample.path("apart")).isEmpty();
        }
        assertThat(quarantined("ada")).containsExactly(liar);
        assertThat(quarantined("ben")).containsExactly(liar);
    }

    private List<Path> settings() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Integer> ports = AgentProcess.freePorts(2 * NAMES.size());
        String seeds =
                String.join(
                        ",",
                        ports.subList(0, NAMES.size()).stream()
                                .map(p -> "127.0.0.1:" + p)
                                .toList());
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Path file = folder.resolve(name + ".conf");
            Files.writeString(
                    file,
                    String.join(
                            "\n",
                            "include \"application\"",
                            "kith.node.name = " + name,
                            "kith.node.data = \"" + folder.resolve(name) + "\"",
                            "kith.node.port = " + ports.get(i),
                            "kith.node.seeds = \"" + seeds + "\"",
                            "kith.network.authority = \"" + folder.resolve("authority") + "\"",
                            "kith.network.create = true",
                            "kith.network.partitions = 4",
                            "kith.gateway.port = " + ports.get(NAMES.size() + i),
                            "kith.management.port = -1",
                            "kith.idle.mode = off",
                            "kith.embed.model = fast",
                            "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 60s",
                            "kith.audit.memory.sweep-first = 1s"));
            files.add(file);
        }
        return files;
    }

    private void start(String name, Path settings, Lie lie)
            throws InterruptedException, ExecutionException, TimeoutException {
        EmbeddingModel model = new LyingModel(lie);
        Config config = Configuration.load(Optional.of(settings));
        Agent agent = Agent.start(config, System.getenv(), (_, _, _) -> model);
        agents.put(name, agent);
        String address =
                agent.ready().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        addresses.put(name, "http://" + address);
    }

    private long up(String at) {
        return get(at, "/v1/agents").findValuesAsText("status").stream()
                .filter("up"::equals)
                .count();
    }

    private List<String> quarantined(String at) {
        List<String> found = new ArrayList<>();
        for (JsonNode agent : get(at, "/v1/agents").at("/agents")) {
            if (agent.path("quarantined").asBoolean()) found.add(agent.path("id").asText());
        }
        return found;
    }

    /** Who computed what is searched now; an empty name for a document that is not yet. */
    private List<String> authors(String at, int documents) {
        List<String> authors = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            JsonNode found = get(at, "/v1/receipts/document-" + i);
            if (found.path("receipts").isEmpty()) authors.add("");
            found.path("receipts").forEach(receipt -> authors.add(receipt.path("agent").asText()));
        }
        return authors;
    }

    private void put(String at, String id) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(addresses.get(at) + "/v1/documents/" + id))
                        .header("Content-Type", "text/plain")
                        .PUT(HttpRequest.BodyPublishers.ofString(text()))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }

    /** About 600 words, in passages that are longer than what a liar may read. */
    private String text() {
        var text = new StringBuilder();
        for (int i = 1; i <= 600; i++) {
            text.append("word").append(random.nextInt(500)).append(i % 15 == 0 ? ". " : " ");
        }
        return text.toString();
    }

    private JsonNode get(String at, String path) {
        var request = HttpRequest.newBuilder(URI.create(addresses.get(at) + path)).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.LENIENT.readTree(answer.body());
        } catch (IOException _) {
            return MissingNode.getInstance(); // a busy machine: whoever waits asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not in time: " + what);
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }
}
