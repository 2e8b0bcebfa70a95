package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.typesafe.config.Config;
import dev.kith.api.Json;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.setting.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.UnaryOperator;

/** Whole agents in this JVM, whose models are {@link LyingModel}s; each may be a liar. */
final class Company implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(300);

    /** One token each, so that a passage has as many words as tokens. */
    private static final List<String> WORDS =
            List.of(
                    "house", "river", "stone", "green", "light", "water", "night", "day", "tree",
                    "hand", "road", "ship", "wind", "fire", "snow", "rain", "bird", "horse", "king",
                    "queen", "child", "school", "book", "paper", "table", "door", "wall", "field",
                    "hill", "bridge", "town", "city", "market", "bread", "milk", "fish", "salt",
                    "gold", "iron", "wood", "glass", "song", "dance", "music", "story", "letter",
                    "number", "clock", "moon", "star", "sun", "sea", "sand", "shore", "winter",
                    "summer", "spring", "morning", "evening", "garden", "flower", "apple", "doctor",
                    "farmer");

    private static final int SENTENCE = 15;

    private final Path folder;
    private final List<String> names;
    private final List<String> lines;
    private final List<Integer> ports;
    private final Duration patience;
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<String, LyingModel> models = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Nobody is there yet.
     *
     * @param lines more settings
     * @param patience longest wait for anything
     */
    Company(Path folder, List<String> names, List<String> lines, Duration patience) {
        this.folder = folder;
        this.names = List.copyOf(names);
        this.lines = List.copyOf(lines);
        this.patience = patience;
        this.ports = AgentProcess.freePorts(2 * names.size());
    }

    /** About so many words in sentences, always the same for one {@code random}. */
    static String text(Random random, int words) {
        var text = new StringBuilder();
        for (int i = 1; i <= words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
            text.append(i % SENTENCE == 0 ? ". " : " ");
        }
        return text.toString();
    }

    /** Begins to start one; {@link #ready} waits. */
    void start(String name, LyingModel model, UnaryOperator<Credentials> disguise)
            throws IOException {
        Config config = Configuration.load(Optional.of(settings(name)));
        models.put(name, model);
        agents.put(name, Agent.start(config, System.getenv(), (_, _, _) -> model, disguise));
    }

    /** Waits until it serves. */
    void ready(String name) throws InterruptedException, ExecutionException, TimeoutException {
        String address =
                agent(name)
                        .ready()
                        .toCompletableFuture()
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        addresses.put(name, "http://" + address);
    }

    private Path settings(String name) throws IOException {
        int at = names.indexOf(name);
        String seeds =
                String.join(
                        ",",
                        ports.subList(0, names.size()).stream()
                                .map(port -> "127.0.0.1:" + port)
                                .toList());
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "include \"application\"",
                                "kith.node.name = " + name,
                                "kith.node.data = \"" + folder.resolve(name) + "\"",
                                "kith.node.port = " + ports.get(at),
                                "kith.node.seeds = \"" + seeds + "\"",
                                "kith.network.authority = \"" + folder.resolve("authority") + "\"",
                                "kith.network.create = true",
                                "kith.network.partitions = 4",
                                "kith.gateway.port = " + ports.get(names.size() + at),
                                "kith.management.port = -1",
                                "kith.idle.mode = off",
                                "kith.embed.model = fast",
                                "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 60s",
                                "kith.audit.memory.sweep-first = 1s"));
        all.addAll(lines);
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, String.join("\n", all));
        return file;
    }

    Agent agent(String name) {
        return Objects.requireNonNull(agents.get(name), name);
    }

    /** Its did. */
    String did(String name) {
        return agent(name).self().did();
    }

    /** How many agents this one sees up. */
    long up(String at) {
        return get(at, "/v1/agents").findValuesAsText("status").stream()
                .filter("up"::equals)
                .count();
    }

    /** Dids of those that this one has quarantined. */
    List<String> quarantined(String at) {
        List<String> found = new ArrayList<>();
        for (JsonNode agent : get(at, "/v1/agents").at("/agents")) {
            if (agent.path("quarantined").asBoolean()) found.add(agent.path("id").asText());
        }
        return found;
    }

    /**
     * Who computed what is searched now of {@link #id}; a name is empty for one that is not yet.
     */
    List<String> authors(String at, int documents) {
        List<String> authors = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            JsonNode found = get(at, "/v1/receipts/" + id(i));
            if (found.path("receipts").isEmpty()) authors.add("");
            found.path("receipts").forEach(receipt -> authors.add(receipt.path("agent").asText()));
        }
        return authors;
    }

    static String id(int document) {
        return "document-" + document;
    }

    /** Puts a document, and again until it is acknowledged: a busy machine may take its time. */
    void put(String at, String id, String text) {
        put(at, id, "default", text);
    }

    void put(String at, String id, String collection, String text) {
        String path = "/v1/documents/" + id + "?collection=" + collection;
        var request =
                HttpRequest.newBuilder(URI.create(addresses.get(at) + path))
                        .header("Content-Type", "text/plain")
                        .PUT(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        await(
                "put " + id,
                () -> {
                    int status = send(request).map(HttpResponse::statusCode).orElse(0);
                    assertThat(status)
                            .as(id)
                            .matches(code -> code < 400 || code == 429 || code >= 500);
                    return status >= 200 && status < 300;
                });
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty(); // a busy machine: whoever waits asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer; nothing where it was none. */
    JsonNode get(String at, String path) {
        var request = HttpRequest.newBuilder(URI.create(addresses.get(at) + path)).build();
        try {
            var answer = send(request);
            if (answer.isEmpty()) return MissingNode.getInstance();
            return Json.LENIENT.readTree(answer.get().body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Looks again and again until this holds. */
    void await(String what, BooleanSupplier condition) {
        if (!holdsWithin(patience, condition)) throw new AssertionError("not in time: " + what);
    }

    /** Whether this comes to hold in time. */
    static boolean holdsWithin(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }

    /** Ends all of them, one by one. */
    @Override
    public void close() {
        models.values().forEach(LyingModel::free);
        agents.values().forEach(Agent::stop);
        http.close();
    }
}
