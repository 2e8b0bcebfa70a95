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
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures that need processes. They are printed and not judged, because a slow machine is no fault:
 * {@code mvn test -Dtest=FiguresTest -Dfaults.figures=true}.
 */
class FiguresTest {
    private static final int CHUNKS = Integer.getInteger("faults.chunks", 100_000);
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

    private static void put(String address, String text) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString(text));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(request.build(), BodyHandlers.ofString()).body();
            assertThat(Json.LENIENT.readTree(body).path("task").asText()).isNotEmpty();
        }
    }
}
