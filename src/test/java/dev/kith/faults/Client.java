package dev.kith.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Event.Seen;
import dev.kith.faults.history.History;
import dev.kith.faults.network.Agents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One client: does one thing at a time, at an agent that it is told, and writes all of it down. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Said before anything was done, or about what was sent: it did not happen. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 413, 415, 422, 429);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final int number;
    private final Agents agents;
    private final History history;

    Client(int number, Agents agents, History history) {
        this.number = number;
        this.agents = agents;
        this.history = history;
    }

    /** How an operation ended. */
    record Ended(Phase phase, Seen seen) {}

    private record Heard(int status, JsonNode body, String error) {}

    /** Puts a version; {@code wait} seconds for its task, or not at all for 0. */
    Ended put(int agent, String document, int version, int wait) {
        HttpRequest.Builder request =
                request(agent, "/v1/documents/" + document)
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString(Texts.of(document, version)));
        if (wait > 0) request.header("Prefer", "wait=" + wait);
        return operation(Action.PUT, agent, document, version, request, this::written);
    }

    /** Deletes. */
    Ended delete(int agent, String document) {
        var request = request(agent, "/v1/documents/" + document).DELETE();
        return operation(Action.DELETE, agent, document, 0, request, this::written);
    }

    /** Reads; {@code action} is GET or FINAL. */
    Ended read(Action action, int agent, String document) {
        var request = request(agent, "/v1/documents/" + document + "?text=true");
        return operation(action, agent, document, 0, request, heard -> text(document, heard));
    }

    /** Searches a document by its word. */
    Ended search(int agent, String document) {
        String path =
                "/v1/search?mode=keyword&per=passage&limit=50&q=" + encoded(Texts.word(document));
        return operation(
                Action.SEARCH, agent, document, 0, request(agent, path), h -> hits(document, h));
    }

    /** Asks what became of a version. */
    Ended task(int agent, String document, int version, String task) {
        var request = request(agent, "/v1/tasks/" + task);
        return operation(Action.TASK, agent, document, version, request, Client::task);
    }

    /** Asks a question that has many answers. */
    Ended rank(int agent, int round, String question) {
        var request = request(agent, "/v1/search?limit=20&deadline=20s&q=" + encoded(question));
        return operation(Action.RANK, agent, question, round, request, Client::ranking);
    }

    /** A document's task, as the last answer to a put named it, or empty. */
    String taskOf(int agent, String document) {
        return hear(request(agent, "/v1/documents/" + document).build())
                .body()
                .path("task")
                .asText();
    }

    /** What an agent says of the network; an empty object if it says nothing. */
    JsonNode network(int agent) {
        return hear(request(agent, "/v1/network").build()).body();
    }

    /** What an agent says of the others. */
    JsonNode agents(int agent) {
        return hear(request(agent, "/v1/agents").build()).body();
    }

    @FunctionalInterface
    private interface Reading {
        Ended of(Heard heard);
    }

    private Ended operation(
            Action action,
            int agent,
            String document,
            int version,
            HttpRequest.Builder request,
            Reading reading) {
        boolean up = agents.up(agent);
        var operation = history.invoke(number, action, document, version, agents.name(agent));
        Heard heard = hear(request.build());
        Ended ended = reading.of(heard);
        String note = ended.phase() == Phase.OK ? "" : heard.status() + " " + heard.error();
        if (!note.isEmpty() && up && agents.up(agent)) note = "up " + note;
        operation.end(ended.phase(), ended.seen(), note.strip());
        return ended;
    }

    private Heard hear(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = Json.LENIENT.readTree(response.body());
            String error = response.statusCode() / 100 == 2 ? "" : body.path("detail").asText();
            return new Heard(response.statusCode(), body, error);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Heard(-1, Json.LENIENT.createObjectNode(), "not sent");
        } catch (IOException e) {
            return new Heard(0, Json.LENIENT.createObjectNode(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(0, Json.LENIENT.createObjectNode(), "interrupted");
        }
    }

    private Ended written(Heard heard) {
        String state = heard.body().path("state").asText();
        if (heard.status() / 100 != 2) return failed(heard);
        return new Ended(
                Phase.OK,
                new Seen(
                        List.of(),
                        state.equals("completed"),
                        state,
                        heard.body().path("copies").asInt()));
    }

    private static Ended failed(Heard heard) {
        boolean refused = heard.status() < 0 || REFUSALS.contains(heard.status());
        return new Ended(refused ? Phase.FAIL : Phase.UNKNOWN, Seen.NOTHING);
    }

    private static Ended text(String document, Heard heard) {
        if (heard.status() == 404) return new Ended(Phase.OK, Seen.of(List.of(), true));
        if (heard.status() != 200) return failed(heard);
        List<Integer> versions = Texts.versions(document, heard.body().path("text").asText());
        String state = heard.body().path("state").asText();
        return new Ended(Phase.OK, new Seen(versions, true, state, 0));
    }

    /** Each passage's version; the same passage again counts again. */
    private static Ended hits(String document, Heard heard) {
        if (heard.status() != 200) return failed(heard);
        Map<String, Integer> passages = new TreeMap<>();
        var versions = new ArrayList<Integer>();
        for (JsonNode hit : heard.body().path("hits")) {
            if (!hit.path("id").asText().equals(document)) continue;
            for (int version : Texts.versions(document, hit.path("passage").asText())) {
                String place = version + " at " + hit.path("start").asInt();
                boolean again = passages.merge(place, 1, Integer::sum) > 1;
                if (again || !versions.contains(version)) versions.add(version);
            }
        }
        boolean complete = heard.body().path("coverage").path("complete").asBoolean();
        return new Ended(Phase.OK, Seen.of(versions, complete));
    }

    private static Ended task(Heard heard) {
        if (heard.status() != 200) return failed(heard);
        String state = heard.body().path("state").asText();
        return new Ended(Phase.OK, new Seen(List.of(), true, state, 0));
    }

    private static Ended ranking(Heard heard) {
        boolean complete = heard.body().path("coverage").path("complete").asBoolean();
        boolean hybrid = heard.body().path("mode").asText().equals("hybrid");
        if (heard.status() != 200 || !complete || !hybrid) {
            return new Ended(Phase.UNKNOWN, Seen.NOTHING);
        }
        var order = new StringBuilder();
        for (JsonNode hit : heard.body().path("hits")) {
            order.append(hit.path("id").asText())
                    .append(String.format(Locale.ROOT, "=%.4f ", hit.path("score").asDouble()));
        }
        return new Ended(Phase.OK, new Seen(List.of(), true, order.toString().strip(), 0));
    }

    private HttpRequest.Builder request(int agent, String path) {
        return HttpRequest.newBuilder(URI.create(agents.http(agent) + path)).timeout(PATIENCE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
