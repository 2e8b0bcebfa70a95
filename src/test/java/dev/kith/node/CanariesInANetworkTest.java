package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * With whole agents: what one of them has verified comes to another under the name of the stored
 * document's task, is embedded like any other work, and counts; how it stood is in the folder of
 * who asked.
 */
class CanariesInANetworkTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int AGENTS = 3;

    private final Logger logger =
            (Logger) LoggerFactory.getLogger("dev.kith.task.check.Consequences");
    private final Lines lines = new Lines();
    private final List<Agent> agents = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path folder;

    /** What was logged, from any thread. */
    private static final class Lines extends ListAppender<ILoggingEvent> {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
    }

    @AfterEach
    void endAll() {
        agents.forEach(Agent::stop);
        http.close();
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void reachOthersAndAreAnsweredRightly() throws Exception {
        String address = start();
        long end = System.nanoTime() + PATIENCE.toNanos();

        for (int i = 0; lines.all.size() < 3 && System.nanoTime() < end; i++) {
            put(address, i);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }

        assertThat(lines.all).hasSizeGreaterThanOrEqualTo(3).allMatch(l -> l.endsWith("right"));
        agents.forEach(Agent::stop);
        assertThat(kept()).anyMatch(standings -> standings.contains("\"passes\":"));
    }

    /** What each agent keeps of how others stood; those that ran no task have seen nobody. */
    private List<String> kept() throws IOException {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            kept.add(Files.readString(folder.resolve("agent" + i).resolve("checks.json")));
        }
        return kept;
    }

    /** Three agents that give as many canaries as they can; where the first is asked. */
    private String start() throws Exception {
        List<Integer> ports = AgentProcess.freePorts(2 * AGENTS);
        String seeds =
                ports.subList(0, AGENTS).stream()
                        .map(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(","));
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Path file = folder.resolve("agent" + i + ".conf");
            Files.writeString(file, settings(i, seeds, ports.get(i), ports.get(AGENTS + i)));
            var config = Configuration.load(Optional.of(file));
            var agent =
                    Agent.start(
                            config,
                            System.getenv(),
                            (_, _, _) -> new LyingModel(Lie.NONE),
                            UnaryOperator.identity());
            agents.add(agent);
            addresses.add(
                    agent.ready()
                            .toCompletableFuture()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
        return addresses.getFirst();
    }

    private String settings(int i, String seeds, int port, int gateway) {
        return String.join(
                "\n",
                "include \"application\"",
                "kith.node.name = agent" + i,
                "kith.node.data = \"" + folder.resolve("agent" + i) + "\"",
                "kith.node.port = " + port,
                "kith.node.seeds = \"" + seeds + "\"",
                "kith.network.authority = \"" + folder.resolve("authority") + "\"",
                "kith.network.create = true",
                "kith.network.partitions = 4",
                "kith.gateway.port = " + gateway,
                "kith.management.port = -1",
                "kith.idle.mode = off",
                "kith.embed.model = fast",
                "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 60s",
                "kith.audit.canaries { work-texts = 1, batch-max = 100, trusted-share = 1 }");
    }

    private void put(String address, int i) throws InterruptedException {
        String text =
                IntStream.range(0, 40)
                        .mapToObj(word -> "word" + i + "of" + word)
                        .collect(Collectors.joining(" "));
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://" + address + "/v1/documents/document-" + i))
                        .header("Content-Type", "text/plain")
                        .PUT(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        } catch (IOException e) {
            LoggerFactory.getLogger(CanariesInANetworkTest.class).info("{} is not put", i, e);
        }
    }
}
