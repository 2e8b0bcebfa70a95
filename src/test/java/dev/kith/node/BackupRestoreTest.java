package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.Json;
import dev.kith.cli.CommandRun;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a network of three agents and 16 partitions holds comes out of its backup into a network of
 * one agent and 5 partitions: the same documents, the same answers, the same ranking.
 */
class BackupRestoreTest {
    private static final int DOCUMENTS = 40;
    private static final List<String> MODES = List.of("hybrid", "semantic", "keyword");
    private static final List<String> WORDS =
            List.of(
                    "river",
                    "engine",
                    "winter",
                    "market",
                    "signal",
                    "garden",
                    "copper",
                    "letter",
                    "bridge",
                    "teacher",
                    "harbour",
                    "silence",
                    "mountain",
                    "paper",
                    "voltage",
                    "kitchen",
                    "orchestra",
                    "contract",
                    "glacier",
                    "needle");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<AgentProcess> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void endAll() {
        started.forEach(AgentProcess::close);
    }

    @Test
    void answersAlikeInANetworkOfAnotherSize() throws Exception {
        List<String> from = start("from", List.of("ada", "ben", "cleo"), 16);
        put(from.getFirst());
        Path file = folder.resolve("net.kith");

        CommandRun backup =
                new CommandRun().run("backup", file.toString(), "--json", "--agent", from.get(1));
        List<String> before = answers(from.get(2));
        endAll();
        String to = start("to", List.of("dora"), 5).getFirst();
        CommandRun restore =
                new CommandRun().run("restore", file.toString(), "--json", "--agent", to);

        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(json(backup).path("documents").asInt()).isEqualTo(DOCUMENTS - 1);
        assertThat(restore.code()).as(restore.err()).isZero();
        assertThat(json(restore).path("restored").asInt()).isEqualTo(DOCUMENTS - 1);
        assertThat(get(to, "/v1/network").path("documents").asInt()).isEqualTo(DOCUMENTS - 1);
        assertThat(answers(to)).isEqualTo(before);
        CommandRun again =
                new CommandRun().run("restore", file.toString(), "--json", "--agent", to);
        assertThat(json(again).path("unchanged").asInt()).isEqualTo(DOCUMENTS - 1);
    }

    private List<String> start(String network, List<String> names, int partitions)
            throws IOException, InterruptedException {
        List<String> urls = new ArrayList<>();
        var settings = List.of("kith.embed.model=fast", "kith.network.partitions=" + partitions);
        Path home = Files.createDirectories(folder.resolve(network));
        for (Place place : Place.of(home, names, settings)) {
            AgentProcess agent = place.start();
            started.add(agent);
            urls.add(agent.ready());
        }
        return urls;
    }

    /** Made-up reports, one of which is deleted again. */
    private void put(String agent) throws IOException, InterruptedException {
        var random = new Random(11);
        var lines = new StringBuilder();
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode document = Json.LENIENT.createObjectNode();
            document.put("id", "reports/" + i).put("title", "Report " + i);
            document.put("text", text(random)).putObject("metadata").put("year", 1990 + i % 20);
            lines.append(document).append('\n');
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(agent + "/v1/documents"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Prefer", "wait=120")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        assertThat(answer.lines()).hasSize(DOCUMENTS).allMatch(l -> l.contains("\"completed\""));
        var delete = HttpRequest.newBuilder(URI.create(agent + "/v1/documents/reports/7")).DELETE();
        http.send(delete.build(), BodyHandlers.ofString());
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int sentence = 0; sentence < 60; sentence++) {
            text.append("The");
            for (int word = 0; word < 8; word++) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            text.append(sentence % 10 == 9 ? " ends here.\n\n" : " goes on. ");
        }
        return text.toString();
    }

    /** Everything of every hit but who is asked and how long it took. */
    private List<String> answers(String agent) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String mode : MODES) {
            for (int i = 0; i < WORDS.size(); i++) {
                String query = WORDS.get(i) + " " + WORDS.get((i + 7) % WORDS.size());
                JsonNode found =
                        get(
                                agent,
                                "/v1/search?limit=20&mode="
                                        + mode
                                        + "&q="
                                        + URLEncoder.encode(query, StandardCharsets.UTF_8));
                assertThat(found.path("coverage").path("complete").asBoolean()).isTrue();
                for (JsonNode hit : found.path("hits")) answers.add(mode + " " + query + hit);
            }
        }
        assertThat(answers).hasSizeGreaterThan(500);
        return answers;
    }

    private JsonNode get(String agent, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(agent + path))
                        .timeout(Duration.ofSeconds(30))
                        .build();
        return Json.LENIENT.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return Json.LENIENT.readTree(run.out());
    }
}
