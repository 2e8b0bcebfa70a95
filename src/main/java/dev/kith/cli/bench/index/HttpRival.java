package dev.kith.cli.bench.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kith.api.Json;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An index asked over HTTP, JSON both ways, so that it bears what a peer with a server bears.
 * Kith's own HTTP takes questions as text only, so a plain server of the JDK stands in for it.
 */
final class HttpRival implements Rival {
    private final Rival rival;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    @SuppressWarnings("ArrayRecordComponent") // lives for one call, is never compared
    private record Question(float[] vector, int wanted, int effort) {}

    @SuppressWarnings("ArrayRecordComponent") // likewise
    private record Answer(int[] nearest) {}

    private HttpRival(Rival rival, HttpServer server) {
        this.rival = rival;
        this.server = server;
        this.address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves {@code rival}, which stays the caller's to close. */
    static HttpRival of(Rival rival) {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new HttpRival(rival, HttpServer.create(loopback, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Question asked = Json.LENIENT.readValue(exchange.getRequestBody(), Question.class);
            int[] found =
                    rival.nearest(UnitVector.of(asked.vector()), asked.wanted(), asked.effort());
            byte[] body = Json.LENIENT.writeValueAsBytes(new Answer(found));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public int[] nearest(UnitVector query, int wanted, int effort) {
        try {
            byte[] body =
                    Json.LENIENT.writeValueAsBytes(
                            new Question(query.components(), wanted, effort));
            HttpResponse<byte[]> answer =
                    client.send(
                            HttpRequest.newBuilder(address)
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofByteArray());
            return Json.LENIENT.readValue(answer.body(), Answer.class).nearest();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }
}
