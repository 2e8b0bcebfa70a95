package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.faults.network.Links;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1 over splits, with real processes: both parts of a split network go on and keep what they
 * acknowledged, they come together again without a person, and no process ends.
 */
class PartsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration ASLEEP = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("ada", "ben", "cleo");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<AgentProcess> agents = new ArrayList<>();
    private @Nullable Links links;

    @TempDir Path folder;

    @BeforeEach
    void startAll() throws InterruptedException {
        List<Integer> ports = AgentProcess.freePorts(1 + NAMES.size());
        int port = ports.getFirst();
        links = new Links(NAMES.size(), port, 1);
        List<String> seeds =
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> Links.front(i) + ":" + port)
                        .toList();
        for (int i = 0; i < NAMES.size(); i++) {
            var settings =
                    new ArrayList<>(List.of("kith.embed.model=fast", "kith.network.partitions=4"));
            settings.addAll(Links.settings(i));
            agents.add(
                    new Place(NAMES.get(i), folder, port, ports.get(1 + i), seeds, settings)
                            .start());
            if (i == 0) agents.getFirst().ready();
        }
        for (AgentProcess agent : agents) agent.ready();
        await(() -> allSee(3), "all see all");
    }

    @AfterEach
    void endAll() {
        agents.forEach(AgentProcess::close);
        if (links != null) links.close();
    }

    @Test
    void bothPartsGoOnAndReunionKeepsWhatEachTook() {
        await(() -> put(0, "before", "Lanterns were lit before the storm."), "put before");

        links().cutOff(2);
        await(() -> up(2) == 1 && up(0) == 2 && up(1) == 2, "two parts");
        await(() -> put(2, "alone", "The lighthouse keeper wrote alone."), "put alone");
        await(() -> put(0, "together", "The harbour crew wrote together."), "put together");
        links().heal();

        await(() -> allSee(3), "one network");
        for (int i = 0; i < 3; i++) {
            int agent = i;
            for (String id : List.of("before", "alone", "together")) {
                await(() -> committed(agent, id), id + " at " + NAMES.get(agent));
            }
        }
        assertThat(agents).allMatch(AgentProcess::alive);
        await(() -> agents.get(2).logText().contains("serves again"), "cleo says that it serves");
        assertThat(agents.get(2).logText()).contains("and yields to it");
    }

    /** The eldest has most to hand over, and is asked for it while it sleeps. */
    @Test
    void theEldestComesBackFromASleepOfHalfAMinuteWithoutEnding() throws InterruptedException {
        await(() -> put(0, "before", "Lanterns were lit before the storm."), "put before");

        agents.getFirst().signal("STOP");
        long woken = System.nanoTime() + ASLEEP.toNanos();
        await(() -> up(1) == 2 && up(2) == 2, "the others go on");
        await(() -> put(1, "meanwhile", "The others wrote meanwhile."), "put meanwhile");
        await(() -> System.nanoTime() > woken, "the night");
        agents.getFirst().signal("CONT");

        await(() -> allSee(3), "one network");
        await(() -> committed(0, "meanwhile"), "the sleeper knows");
        await(() -> put(0, "after", "The sleeper wrote in the morning."), "put after");
        await(() -> committed(2, "after"), "its work is done");
        assertThat(agents.getFirst().logText()).contains("it was asleep for");
        assertThat(agents).allMatch(AgentProcess::alive);
    }

    @Test
    void allMayLeaveAtTheSameMoment() throws InterruptedException {
        long from = System.nanoTime();
        for (AgentProcess agent : agents) agent.signal("TERM");

        for (AgentProcess agent : agents) assertThat(agent.ended()).isZero();
        System.out.printf(
                "all left at once in %.1f s%n", (System.nanoTime() - from) / 1_000_000_000.0);
        assertThat(agents)
                .allSatisfy(agent ->
                        assertThat(agent.logText()).doesNotContain("not all files", "took longer"));
    }

    @Test
    void aKilledAgentsWorkIsDoneElsewhereSoon() throws InterruptedException {
        await(() -> put(1, "before", "Lanterns were lit before the storm."), "put before");
        await(() -> committed(1, "before"), "committed");

        agents.getFirst().kill();
        long from = System.nanoTime();
        int written = 0;
        while (written < 12) {
            int number = written;
            await(() -> put(1, "after-" + number, "After the storm, " + number), "put after");
            written++;
        }
        System.out.printf(
                "12 documents over all partitions were taken %.1f s after the kill of the eldest%n",
                (System.nanoTime() - from) / 1_000_000_000.0);

        assertThat(up(1)).isGreaterThanOrEqualTo(2);
    }

    private Links links() {
        return Objects.requireNonNull(links);
    }

    private boolean allSee(int count) {
        return IntStream.range(0, agents.size()).allMatch(i -> up(i) == count);
    }

    /** How many agents that are up this one sees; 0 where it does not answer. */
    private long up(int agent) {
        JsonNode list = send(agent, request(agent, "/v1/agents").GET()).path("agents");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path("status").asText().equals("up"))
                .count();
    }

    private boolean put(int agent, String id, String text) {
        return send(
                        agent,
                        request(agent, "/v1/documents/" + id)
                                .header("Content-Type", "text/plain")
                                .PUT(HttpRequest.BodyPublishers.ofString(text)))
                .has("task");
    }

    private boolean committed(int agent, String id) {
        return send(agent, request(agent, "/v1/documents/" + id).GET())
                .path("state")
                .asText()
                .equals("committed");
    }

    private JsonNode send(int agent, HttpRequest.Builder request) {
        try {
            return Json.LENIENT.readTree(
                    http.send(
                                    request.timeout(Duration.ofSeconds(15)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return Json.LENIENT.createObjectNode().put("unanswered", NAMES.get(agent) + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Json.LENIENT.createObjectNode();
        }
    }

    private HttpRequest.Builder request(int agent, String path) {
        int port = agents.get(agent).place().httpPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s%n%s", what, logs()).isLessThan(end);
            LockSupport.parkNanos(300_000_000);
        }
    }

    private String logs() {
        var text = new StringBuilder();
        for (AgentProcess agent : agents) {
            text.append(agent.place().name()).append(":\n");
            agent.logText()
                    .lines()
                    .filter(line -> line.contains("dev.kith") || line.contains("reunion"))
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
