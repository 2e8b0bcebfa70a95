package dev.kith.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.faults.history.Event;
import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.History;
import dev.kith.faults.history.Lives;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Verdict;
import dev.kith.faults.machine.Written;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures that need processes. They are printed and not judged, because a slow machine is no fault:
 * {@code mvn test -Dtest=FiguresTest -Dfaults.figures=true}.
 */
class FiguresTest {
    private static final int CHUNKS = Integer.getInteger("faults.chunks", 100_000);
    private static final int DOCUMENTS = Integer.getInteger("faults.documents", 200);

    /** The same again is safe, and may be taken later. */
    private static final Set<Integer> BUSY = Set.of(429, 503, 504);

    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration AFTER = Duration.ofSeconds(30);
    private static final Duration FILLED = Duration.ofMinutes(40);
    private static final int CLIENTS = 4;

    /** An operation that took so much longer than the longest before the kill was held up by it. */
    private static final int HELD_UP_MILLIS = 1000;

    @TempDir Path folder;

    @BeforeEach
    void onlyWhereAsked() {
        assumeThat(Boolean.getBoolean("faults.figures")).as("-Dfaults.figures=true").isTrue();
    }

    @Test
    void killsOneOfFourDuringIngestAndSearch() throws Exception {
        try (var agents = Agents.in(folder, 4, List.of("kith.embed.model=fast"), List.of(), 1);
                var history = new History(folder.resolve("history.jsonl"))) {
            agents.startAll();
            long killed;
            try (var work = Workload.begin(agents, history, "k", 0, CLIENTS, 1)) {
                Waits.pass(BEFORE);
                agents.kill(List.of(3));
                killed = history.now();
                Waits.pass(AFTER);
                work.end();
            }
            Verdict verdict = Verdict.of(history.events());
            List<Done> all = operations(history.events());
            System.out.printf(
                    Locale.ROOT,
                    "figures: kill -9 of one of 4: searches=%d failed_searches=%d"
                            + " partial_searches=%d searches_after=%d longest_search_ms=%d%n",
                    verdict.searches(),
                    verdict.failedSearches(),
                    verdict.partialSearches(),
                    all.stream().filter(d -> isSearch(d) && d.invoked().at() > killed).count(),
                    all.stream()
                            .filter(FiguresTest::isSearch)
                            .mapToLong(FiguresTest::millis)
                            .max()
                            .orElse(0));
            System.out.printf(
                    Locale.ROOT,
                    "figures: kill -9 of one of 4: its work answers elsewhere after %d ms"
                            + " (longest operation before: %d ms)%n",
                    heldUpUntil(all, killed) - killed,
                    longestBefore(all, killed));
            assertThat(verdict.acknowledged()).isPositive();
        }
    }

    private static boolean isSearch(Done done) {
        return done.invoked().action() == Action.SEARCH;
    }

    private static long millis(Done done) {
        return done.end().at() - done.invoked().at();
    }

    private static List<Done> operations(List<Event> events) {
        return Lives.of(events).documents().values().stream()
                .flatMap(life -> Stream.concat(life.writes().stream(), life.reads().stream()))
                .filter(done -> done.end().phase() != Phase.FAIL)
                .toList();
    }

    private static long longestBefore(List<Done> all, long killed) {
        return all.stream()
                .filter(done -> done.end().at() < killed)
                .mapToLong(FiguresTest::millis)
                .max()
                .orElse(0);
    }

    /** When the last operation ended that was held up; {@code killed} for none. */
    private static long heldUpUntil(List<Done> all, long killed) {
        long usual = longestBefore(all, killed) + HELD_UP_MILLIS;
        return all.stream()
                .filter(done -> done.end().at() >= killed && millis(done) > usual)
                .mapToLong(done -> done.end().at())
                .max()
                .orElse(killed);
    }

    @Test
    void startsAnAgentThatHasManyChunks() throws Exception {
        var settings =
                List.of(
                        "kith.embed.model=fast",
                        "kith.chunk.document-tokens-max=0",
                        "kith.chunk.chunk-tokens-target=12",
                        "kith.chunk.overlap-sentences-max=0");
        try (var agents = Agents.in(folder, 1, settings, List.of("-Xmx1g"), 1);
                var history = new History(folder.resolve("history.jsonl"))) {
            agents.startAll();
            var client = new Client(0, agents, history);
            fill(agents, client);
            long chunks = client.network(0).path("chunks").asLong();

            agents.leave(0);
            long afterLeaving = startMillis(agents);
            agents.kill(List.of(0));
            long afterKill = startMillis(agents);

            System.out.printf(
                    Locale.ROOT,
                    "figures: cold start with %d chunks: ready after %d ms where it had left,"
                            + " %d ms after kill -9%n",
                    chunks,
                    afterLeaving,
                    afterKill);
            assertThat(chunks).isGreaterThanOrEqualTo(CHUNKS);
        }
    }

    /** Write amplification; {@code -Dfaults.documents} of rust-rfcs, on three agents. */
    @Test
    void countsWhatIsWrittenForEachByteOfText() throws Exception {
        List<JsonNode> documents = documents();
        var flags = List.of(Written.flag(folder.resolve("%s.jfr").toString()));
        try (var agents = Agents.in(folder, 3, List.of("kith.embed.model=fast"), flags, 1);
                var history = new History(folder.resolve("history.jsonl"))) {
            agents.startAll();
            var client = new Client(0, agents, history);
            long before = toDevice(agents);
            Instant from = Instant.now();
            long text = 0;
            for (JsonNode document : documents) {
                String body =
                        document.path("title").asText() + " " + document.path("text").asText();
                text += body.getBytes(StandardCharsets.UTF_8).length;
                put(agents.http(0) + "/v1/documents/" + document.path("id").asText(), body);
            }
            awaitFilled(client, documents.size());
            boolean whole =
                    Waits.await(
                            FILLED,
                            () ->
                                    client.network(0)
                                                    .path("repair")
                                                    .path("copies_behind")
                                                    .asLong(-1)
                                            == 0);
            assertThat(whole).as("whole within " + FILLED).isTrue();
            long chunks = client.network(0).path("chunks").asLong();
            Waits.pass(AFTER); // until small segments of the index are joined
            long device = toDevice(agents) - before;
            Instant until = Instant.now();
            long onDisk = 0;
            for (int i : agents.all()) onDisk += size(agents.data(i).resolve("store"));
            for (int i : agents.all()) agents.leave(i);
            var written = new Written();
            for (int i : agents.all()) {
                written.add(folder.resolve(agents.name(i) + ".jfr"), from, until);
            }

            System.out.printf(
                    Locale.ROOT,
                    "figures: written for each byte of text, %d documents, %d bytes, %d passages,"
                            + " 3 copies: %.1f (index %.1f, journal %.1f, tables %.1f, its list"
                            + " %.2f, other %.2f); to the device in whole pages %.1f; on disk"
                            + " %.1f%n",
                    documents.size(),
                    text,
                    chunks,
                    (double) written.bytes() / text,
                    (double) written.bytes(Written.Kind.INDEX) / text,
                    (double) written.bytes(Written.Kind.JOURNAL) / text,
                    (double) written.bytes(Written.Kind.TABLES) / text,
                    (double) written.bytes(Written.Kind.LIST) / text,
                    (double) written.bytes(Written.Kind.OTHER) / text,
                    (double) device / text,
                    (double) onDisk / text);
            assertThat(written.bytes(Written.Kind.JOURNAL)).isGreaterThan(text);
        }
    }

    private static List<JsonNode> documents() throws IOException {
        Path file =
                Path.of(
                        System.getProperty("shared.folder", "../shared"),
                        "data/corpora/rust-rfcs/docs.jsonl.gz");
        var documents = new ArrayList<JsonNode>();
        try (var in = new GZIPInputStream(Files.newInputStream(file));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while (documents.size() < DOCUMENTS && (line = lines.readLine()) != null) {
                documents.add(Json.LENIENT.readTree(line));
            }
        }
        return documents;
    }

    private static long toDevice(Agents agents) throws IOException {
        long bytes = 0;
        for (int i : agents.all()) bytes += Written.toDevice(agents.pid(i));
        return bytes;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    private static void awaitFilled(Client client, int documents) {
        boolean filled =
                Waits.await(
                        FILLED,
                        () -> {
                            JsonNode network = client.network(0);
                            return network.path("pending").asLong(-1) == 0
                                    && network.path("documents").asLong() == documents;
                        });
        assertThat(filled).as("filled within " + FILLED).isTrue();
    }

    private static long startMillis(Agents agents) throws InterruptedException {
        long began = System.nanoTime();
        agents.startAll();
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** Documents whose every sentence is a chunk; some for every partition. */
    private static void fill(Agents agents, Client client) throws Exception {
        int documents = 50;
        int sentences = 1 + CHUNKS / documents;
        for (int d = 0; d < documents; d++) {
            var text = new StringBuilder();
            for (int i = 0; i < sentences; i++) {
                text.append("Entry ").append(d * sentences + i).append(" of the ledger is paid. ");
            }
            put(agents.http(0) + "/v1/documents/ledger-" + d, text.toString());
        }
        awaitFilled(client, documents);
    }

    private static void put(String address, String text) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString(text));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = http.send(request.build(), BodyHandlers.ofString());
            long end = System.nanoTime() + FILLED.toNanos();
            while (BUSY.contains(reply.statusCode()) && System.nanoTime() < end) {
                Waits.pass(Duration.ofSeconds(1));
                reply = http.send(request.build(), BodyHandlers.ofString());
            }
            String body = reply.body();
            assertThat(Json.LENIENT.readTree(body).path("task").asText()).as(body).isNotEmpty();
        }
    }
}
