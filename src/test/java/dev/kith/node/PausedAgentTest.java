package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.idle.linux.FixtureMachine;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real agents on machines that are folders: while one machine runs on battery its agent takes
 * on no documents within two seconds, and by then the other knows, though cards come once a minute;
 * the other does them all, searches go on at both, and afterwards both work again; while both
 * pause, what was accepted waits and does not fail.
 */
class PausedAgentTest {
    private static final Duration BOUND =
            Duration.ofMillis(Long.getLong("paused.bound.millis", 2000));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WHILE_PAUSED = 12;

    private final List<AgentProcess> agents = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int documents;

    @TempDir Path folder;

    @AfterEach
    void endAll() throws IOException {
        agents.forEach(AgentProcess::close);
        http.close();
        AgentProcess.keepLogs(folder, "PausedAgentTest");
    }

    @Test
    void leavesItsMachineAndComesBackWhileTheOtherWorks() throws Exception {
        List<Place> places =
                Place.of(
                        folder,
                        List.of("ada", "ben"),
                        List.of("kith.embed.model=fast", "kith.network.partitions=4"));
        FixtureMachine adasMachine = machine("ada");
        FixtureMachine bensMachine = machine("ben");
        AgentProcess ada = start(places.getFirst(), adasMachine);
        AgentProcess ben = start(places.getLast(), bensMachine);
        String adasId = did(ada);
        String bensId = did(ben);
        await("ben embeds a document", () -> bensId.equals(embedder(put(ada), ada)));

        long begin = System.nanoTime();
        unplug(bensMachine);
        await("ben pauses", () -> ben.logText().contains("takes on no work for now"));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        await("ada knows", () -> get(ada, "/v1/network").at("/work/agents_paused").asInt() == 1);
        Duration heard = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println(
                "paused agent: it paused after %d ms, and the other knew after %d ms"
                        .formatted(took.toMillis(), heard.toMillis()));
        assertThat(took).isLessThan(BOUND);
        assertThat(heard).isLessThan(BOUND);

        for (int i = 0; i < WHILE_PAUSED; i++) {
            assertThat(embedder(put(i % 2 == 0 ? ada : ben), ada)).isEqualTo(adasId);
        }
        await("ben says why", () -> pause(ben).equals("this machine runs on battery"));
        JsonNode search = get(ben, "/v1/search?q=harbour&mode=semantic&limit=1");
        assertThat(search.path("mode").asText()).isEqualTo("semantic");
        assertThat(search.at("/coverage/complete").asBoolean()).isTrue();

        unplug(adasMachine);
        await("all pause", () -> get(ben, "/v1/network").at("/work/agents_paused").asInt() == 2);
        String waiting = send(ada, "0");
        assertThat(get(ada, "/v1/network").path("notes").toString()).contains("embed pause");
        assertThat(state(ada, waiting)).isEqualTo("pending");

        plug(adasMachine);
        plug(bensMachine);
        await("what waited is done", () -> state(ben, waiting).equals("committed"));
        await("ben embeds again", () -> bensId.equals(embedder(put(ada), ada)));
        await("ben says so", () -> pause(ben).isEmpty());
    }

    /** A laptop that nobody uses, plugged in. */
    private FixtureMachine machine(String name) {
        return FixtureMachine.unpack("laptop", folder.resolve("machine-of-" + name))
                .write("run/systemd/sessions/2", "CLASS=greeter\n")
                .write("sys/class/power_supply/BAT0/status", "Discharging\n");
    }

    private static void unplug(FixtureMachine machine) {
        machine.write("sys/class/power_supply/AC/online", "0\n");
    }

    private static void plug(FixtureMachine machine) {
        machine.write("sys/class/power_supply/AC/online", "1\n");
    }

    private AgentProcess start(Place place, FixtureMachine machine) throws InterruptedException {
        List<String> settings = new ArrayList<>(place.settings());
        settings.add("kith.idle.mode=on");
        settings.add("kith.idle.grace=1s");
        settings.add("kith.idle.sample-interval=500ms");
        settings.add("kith.registry.card-interval=1m");
        settings.add("pekko.cluster.failure-detector.acceptable-heartbeat-pause=60s");
        settings.add("kith.idle.machine-root=" + machine.root());
        AgentProcess agent =
                new Place(
                                place.name(),
                                place.folder(),
                                place.port(),
                                place.httpPort(),
                                place.seeds(),
                                settings)
                        .start();
        agents.add(agent);
        agent.ready();
        return agent;
    }

    /** Puts a new document and waits until it is searchable; its id. */
    private String put(AgentProcess agent) {
        String id = send(agent, "30");
        await(id + " is committed", () -> state(agent, id).equals("committed"));
        return id;
    }

    private String send(AgentProcess agent, String wait) {
        String id = "note-" + documents++;
        String text = "Note %s. The harbour had word%s on its wall.".formatted(id, documents);
        exchange(
                request(agent, "/v1/documents/" + id)
                        .header("Content-Type", "text/plain")
                        .header("Prefer", "wait=" + wait)
                        .PUT(HttpRequest.BodyPublishers.ofString(text)));
        return id;
    }

    /** Who embedded it; empty where it is not found. */
    private String embedder(String id, AgentProcess agent) {
        JsonNode found = get(agent, "/v1/search?mode=keyword&limit=1000&q=harbour");
        for (JsonNode hit : found.path("hits")) {
            if (hit.path("id").asText().equals(id)) return hit.at("/receipt/agent").asText();
        }
        return "";
    }

    private String state(AgentProcess agent, String id) {
        return get(agent, "/v1/documents/" + id).path("state").asText();
    }

    private String pause(AgentProcess agent) {
        return get(agent, "/v1/network").at("/work/pause").asText();
    }

    private String did(AgentProcess agent) {
        return get(agent, "/v1/agents/" + agent.place().name()).path("id").asText();
    }

    private JsonNode get(AgentProcess agent, String path) {
        return exchange(request(agent, path));
    }

    private static HttpRequest.Builder request(AgentProcess agent, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + agent.place().httpPort() + path));
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        try {
            return Json.LENIENT.readTree(
                    http.send(
                                    request.timeout(Duration.ofMinutes(1)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("waited for: " + what);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
