package dev.kith.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.audit.choose.Demands;
import dev.kith.reputation.Notebook;
import dev.kith.wire.board.BoardCast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/**
 * A real gateway on a free port of loopback, before fakes; every answer is held to openapi.json.
 */
final class GatewayFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final FakeIntake intake = new FakeIntake();
    final FakeTasks tasks = new FakeTasks();
    final FakeSearcher searcher = new FakeSearcher();
    final FakeVerifier verifier = new FakeVerifier();
    final FakeExplainer explainer = new FakeExplainer();
    final FakeCopies copies = new FakeCopies();
    final FakeDirectory directory = new FakeDirectory();
    final Notebook notebook = new Notebook();
    final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    final GatewayDoors doors;
    final GatewaySettings settings;
    final ActorTestKit kit;
    final Gateway gateway;

    /** With {@code overrides} of {@code kith.gateway}, such as {@code line-bytes-max = 1 KiB}. */
    GatewayFixture(String overrides) {
        this(overrides, UnaryOperator.identity());
    }

    /** The same with other doors than the fakes. */
    GatewayFixture(String overrides, UnaryOperator<GatewayDoors> others) {
        doors =
                others.apply(
                        new GatewayDoors(
                                intake,
                                (_, _) -> {
                                    throw new UnsupportedOperationException("nothing to restore");
                                },
                                tasks,
                                searcher,
                                verifier,
                                explainer,
                                copies,
                                directory,
                                notebook,
                                notebook,
                                new NetworkFacts(
                                        "net-1",
                                        "home",
                                        3,
                                        Demands.parse("adaptive", List.of("contracts=quorum:3"))),
                                BoardCast.agent(1),
                                InstantSource.system()));
        Config config = config(overrides);
        settings = GatewaySettings.from(config.getConfig("kith.gateway"));
        kit = ActorTestKit.create("gateway", config);
        gateway = soon(Gateway.start(kit.system(), settings, doors));
    }

    static Config config(String overrides) {
        return ConfigFactory.parseString(
                        "pekko.actor.provider = local, pekko.loglevel = WARNING\n"
                                + "kith.gateway { port = 0\n"
                                + overrides
                                + "\n}")
                .withFallback(ConfigFactory.load("application"))
                .resolve();
    }

    static <T> T soon(java.util.concurrent.CompletionStage<T> stage) {
        return within(PATIENCE, stage);
    }

    static <T> T within(Duration patience, java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
        soon(gateway.close());
        kit.shutdownTestKit();
    }

    /** What came back. */
    record Reply(int status, HttpResponse<String> response) {
        String body() {
            return response.body();
        }

        JsonNode json() {
            return OpenApi.parse(body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String field(String pointer) {
            return json().at(pointer).asText();
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
    }

    Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    Reply put(String path, String type, String body, String... headers) {
        return put(path, type, body.getBytes(UTF_8), headers);
    }

    Reply put(String path, String type, byte[] body, String... headers) {
        return send("PUT", path, type, BodyPublishers.ofByteArray(body), headers);
    }

    Reply post(String path, String type, String body, String... headers) {
        return send("POST", path, type, BodyPublishers.ofString(body), headers);
    }

    Reply send(String method, String path, String type, BodyPublisher body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return send(method, path, body, all);
    }

    Reply send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, body).timeout(PATIENCE);
        if (headers.length > 0) request.headers(headers);
        try {
            HttpResponse<String> response =
                    http.send(request.build(), BodyHandlers.ofString(UTF_8));
            String type = response.headers().firstValue("Content-Type").orElse("");
            String plain = path.replaceFirst("\\?.*", "");
            OpenApi.check(method, plain, response.statusCode(), type, response.body());
            return new Reply(response.statusCode(), response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }
}
