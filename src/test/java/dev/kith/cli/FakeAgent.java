package dev.kith.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An agent that answers what a test tells it to; paths are matched without their query. */
public final class FakeAgent implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Handler>> handlers = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /** What came in. */
    public record Request(String method, String path, String query, String body, String prefer) {}

    /** How to answer one request. */
    public interface Handler {
        void answer(HttpExchange exchange, Request request) throws IOException;
    }

    public FakeAgent() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers this call so; the last one that was given for a call is used for ever. */
    public FakeAgent on(String method, String path, Handler handler) {
        handlers.computeIfAbsent(method + " " + path, _ -> new ArrayDeque<>()).add(handler);
        return this;
    }

    public FakeAgent on(String method, String path, int status, String body) {
        return on(method, path, (exchange, _) -> send(exchange, status, body));
    }

    public synchronized List<Request> requests(String method, String path) {
        return requests.stream()
                .filter(r -> r.method().equals(method) && r.path().equals(path))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        Request request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        query,
                        body,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Prefer")));
        Handler handler;
        synchronized (this) {
            requests.add(request);
            Deque<Handler> queue =
                    handlers.getOrDefault(
                            request.method() + " " + request.path(), new ArrayDeque<>());
            handler = queue.size() > 1 ? queue.poll() : queue.peek();
        }
        if (handler == null) {
            send(exchange, 404, problem(404, "not-found", "nothing at " + request.path()));
        } else {
            handler.answer(exchange, request);
        }
    }

    public static String problem(int status, String code, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
                .formatted(code, status, detail, code);
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
