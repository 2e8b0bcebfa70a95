package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent's process: it is ready when it says so, leaves in order, and says why it will not start.
 */
class MainTest {
    private final List<AgentProcess> started = new ArrayList<>();

    @TempDir Path folder;

    @AfterEach
    void endAll() {
        started.forEach(AgentProcess::close);
    }

    @Test
    void isReadyLooksIntoTheClusterAndLeavesWithZero() throws Exception {
        int management = AgentProcess.freePorts(1).getFirst();
        AgentProcess agent = start(place("kith.management.port=" + management));

        agent.ready();

        String door = "http://127.0.0.1:" + management;
        assertThat(get(door + "/ready").statusCode()).isEqualTo(200);
        assertThat(get(door + "/alive").statusCode()).isEqualTo(200);
        assertThat(get(door + "/cluster/members").body()).contains("\"status\":\"Up\"");
        assertThat(get(door + "/cluster/shards/storage").body()).contains("p00-r0");
        assertThat(delete(door + "/cluster/members/kith").statusCode()).isNotEqualTo(200);
        assertThat(agent.leave()).isZero();
    }

    @Test
    void refusesASecondProcessOnItsFolderAndNamesTheFirst() throws Exception {
        start(place("kith.embed.model=fast")).ready();

        AgentProcess second =
                start(
                        new Place(
                                "ada",
                                folder,
                                AgentProcess.freePorts(1).getFirst(),
                                0,
                                List.of(),
                                List.of()));

        assertThat(second.ended()).isEqualTo(2);
        assertThat(second.logText()).contains("ada").contains("process");
    }

    @Test
    void refusesAWrongSettingByNameAndRemedy() throws Exception {
        AgentProcess agent = start(place("kith.node.capabilities=stor"));

        assertThat(agent.ended()).isEqualTo(2);
        assertThat(agent.logText()).contains("'stor'").contains("choose from");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        AgentProcess first = start(place("kith.embed.model=fast"));
        first.ready();
        Place place = place("kith.embed.model=fast");

        AgentProcess second =
                start(
                        new Place(
                                "ben",
                                folder,
                                portOf(first),
                                place.httpPort(),
                                List.of(),
                                List.of("kith.embed.model=fast")));

        assertThat(second.ended()).isEqualTo(2);
        assertThat(second.logText()).contains("kith.node.port = " + portOf(first));
    }

    private static int portOf(AgentProcess agent) {
        return agent.place().port();
    }

    private Place place(String setting) {
        return Place.of(folder, List.of("ada"), List.of(setting)).getFirst();
    }

    private AgentProcess start(Place place) {
        AgentProcess agent = place.start();
        started.add(agent);
        return agent;
    }

    private static HttpResponse<String> get(String address)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private static HttpResponse<String> delete(String address)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).DELETE());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
