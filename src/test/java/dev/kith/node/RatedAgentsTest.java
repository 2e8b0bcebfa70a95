package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents rate each other for the work of real tasks, and remember it after a restart. */
class RatedAgentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SETTINGS =
            List.of("kith.embed.model=fast", "kith.reputation.publish-interval=1s");

    @TempDir Path folder;

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<String> patience = kit.createTestProbe();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AgentProcess> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(AgentProcess::close);
        http.close();
        kit.shutdownTestKit();
    }

    @Test
    void believesMoreWhoeverHasDoneItsWorkAlsoAfterARestart() throws Exception {
        List<Place> places = Place.of(folder, List.of("anna", "ben", "cleo"), SETTINGS);
        Place anna = with(places.get(0), "task,chunk,aggregate,store,gateway");
        AgentProcess first = start(anna);
        first.ready();
        start(with(places.get(1), "embed,gateway")).ready();
        start(with(places.get(2), "store,gateway")).ready();

        await(() -> put(anna, "The harbour crew lit the lanterns before the storm."));
        await(() -> {
            JsonNode ben = reputation(anna, "ben");
            assertThat(ben.path("state").asText()).isEqualTo("known");
            assertThat(ben.path("karma").asDouble()).isPositive();
            assertThat(ben.at("/trades/0/trust").asDouble()).isGreaterThan(0.5);
            assertThat(ben.at("/trades/0/integrity_parts/own_good").asDouble()).isPositive();
        });
        await(() -> {
            JsonNode heard = reputation(places.get(2), "ben");
            assertThat(heard.path("karma").asDouble()).as("done for anna, not cleo").isZero();
            assertThat(heard.at("/trades/0/raters").asInt()).isEqualTo(1);
            assertThat(heard.at("/trades/0/integrity_parts/strangers_good").asDouble())
                    .isPositive();
        });
        double karma = reputation(anna, "ben").path("karma").asDouble();
        assertThat(first.leave()).isZero();
        assertThat(Files.size(folder.resolve("anna").resolve("ratings.json"))).isPositive();

        start(anna).ready();

        await(() -> {
            JsonNode ben = reputation(anna, "ben");
            assertThat(ben.path("karma").asDouble()).isEqualTo(karma);
            assertThat(ben.at("/trades/0/integrity_parts/own_good").asDouble()).isPositive();
        });
    }

    private static Place with(Place place, String capabilities) {
        List<String> settings = new ArrayList<>(place.settings());
        settings.add("kith.node.capabilities=" + capabilities);
        return new Place(
                place.name(),
                place.folder(),
                place.port(),
                place.httpPort(),
                place.seeds(),
                settings);
    }

    private AgentProcess start(Place place) {
        AgentProcess agent = place.start();
        started.add(agent);
        return agent;
    }

    private void await(Runnable holds) {
        patience.awaitAssert(
                Duration.ofSeconds(90),
                Duration.ofMillis(200),
                () -> {
                    holds.run();
                    return "";
                });
    }

    private JsonNode reputation(Place agent, String of) {
        return send(agent, "/v1/agents/" + of + "/reputation", HttpRequest.newBuilder().GET(), 200);
    }

    private void put(Place agent, String text) {
        send(
                agent,
                "/v1/documents/minutes",
                HttpRequest.newBuilder()
                        .header("Content-Type", "text/plain")
                        .header("Prefer", "wait=60")
                        .PUT(HttpRequest.BodyPublishers.ofString(text)),
                200);
    }

    private JsonNode send(Place agent, String path, HttpRequest.Builder request, int status) {
        URI uri = URI.create("http://127.0.0.1:" + agent.httpPort() + path);
        try {
            HttpResponse<String> answer =
                    http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(uri.toString(), e);
        }
    }
}
