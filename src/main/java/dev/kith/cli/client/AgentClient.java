package dev.kith.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks agents over HTTP: the one that answered last, or the next of the list when it does not. All
 * calls of {@code /v1} may be repeated safely, so a broken connection is tried elsewhere. Safe to
 * use from any thread.
 */
public final class AgentClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final List<URI> agents;
    private final Duration timeout;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final AtomicInteger current = new AtomicInteger();

    /**
     * @param agents their addresses, at least one
     * @param timeout how long an answer's head may take
     */
    public AgentClient(List<URI> agents, Duration timeout) {
        if (agents.isEmpty()) throw new IllegalArgumentException("no agent to ask");
        this.agents = List.copyOf(agents);
        this.timeout = timeout;
    }

    /** Parts of an address, each escaped: {@code path("v1", "documents", "a/b")}. */
    public static String path(String... parts) {
        return List.of(parts).stream()
                .map(AgentClient::escape)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** A value as it stands in an address. */
    public static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The agent that is asked first. */
    public URI agent() {
        return agents.get(Math.floorMod(current.get(), agents.size()));
    }

    /** Asks another agent first from now on, where there is another. */
    public void next() {
        current.incrementAndGet();
    }

    public Reply get(String path) {
        return send("GET", path, Payload.NONE, timeout);
    }

    public Reply delete(String path) {
        return send("DELETE", path, Payload.NONE, timeout);
    }

    /**
     * Asks; an error document is a reply too.
     *
     * @throws CommandFailed where no agent answers
     */
    public Reply send(String method, String path, Payload payload, Duration patience) {
        CommandFailed last = null;
        for (int tried = 0; tried < agents.size(); tried++) {
            URI agent = agent();
            try {
                HttpResponse<String> response =
                        exchange(request(method, agent, path, payload, patience), text());
                return new Reply(
                        agent,
                        response.statusCode(),
                        response.body(),
                        retryAfter(response.headers()));
            } catch (IOException e) {
                last = unreachable(agent, e);
                next();
            }
        }
        throw last == null ? new IllegalStateException("nothing was tried") : last;
    }

    /**
     * Asks the current agent only and hands on the lines of a good answer as they come.
     *
     * @param eachLine called on another thread, one line at a time
     * @param stall longest silence that is put up with
     * @return with the body of an error document; empty for a good answer
     * @throws IOException where the agent does not answer, stops answering, or breaks off; lines
     *     that were handed on stay so
     */
    public Reply lines(
            String method, String path, Payload payload, Consumer<String> eachLine, Duration stall)
            throws IOException {
        URI agent = agent();
        AtomicLong heard = new AtomicLong();
        BodyHandler<String> handler =
                info ->
                        info.statusCode() / 100 == 2
                                ? BodySubscribers.fromLineSubscriber(
                                        new LineSubscriber(line -> {
                                            heard.incrementAndGet();
                                            eachLine.accept(line);
                                        }),
                                        _ -> "",
                                        StandardCharsets.UTF_8,
                                        null)
                                : BodySubscribers.ofString(StandardCharsets.UTF_8);
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(method, agent, path, payload, stall), handler);
        HttpResponse<String> response = await(answer, heard, stall);
        return new Reply(
                agent, response.statusCode(), response.body(), retryAfter(response.headers()));
    }

    /**
     * Asks the current agent only and hands on the bytes of a good answer as they come.
     *
     * @param eachPiece called on another thread, one piece at a time; if it throws, so does this,
     *     but not always the same
     * @param stall longest silence that is put up with
     * @return with the body of an error document; empty for a good answer
     * @throws IOException where the agent does not answer, stops answering, or breaks off
     */
    public Reply bytes(String path, Consumer<byte[]> eachPiece, Duration stall) throws IOException {
        AtomicLong heard = new AtomicLong();
        BodyHandler<String> handler =
                info ->
                        info.statusCode() / 100 == 2
                                ? BodySubscribers.mapping(
                                        BodySubscribers.ofByteArrayConsumer(piece -> {
                                            heard.incrementAndGet();
                                            piece.ifPresent(eachPiece);
                                        }),
                                        _ -> "")
                                : BodySubscribers.ofString(StandardCharsets.UTF_8);
        URI agent = agent();
        HttpResponse<String> response =
                await(
                        http.sendAsync(request("GET", agent, path, Payload.NONE, stall), handler),
                        heard,
                        stall);
        return new Reply(
                agent, response.statusCode(), response.body(), retryAfter(response.headers()));
    }

    private static <T> T await(CompletableFuture<T> answer, AtomicLong heard, Duration stall)
            throws IOException {
        long before = -1;
        while (true) {
            try {
                return answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (heard.get() == before) {
                    answer.cancel(true);
                    throw new HttpTimeoutException("the agent has fallen silent");
                }
                before = heard.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) throw io;
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
            }
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler)
            throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }

    private static BodyHandler<String> text() {
        return BodyHandlers.ofString(StandardCharsets.UTF_8);
    }

    private static HttpRequest request(
            String method, URI agent, String path, Payload payload, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(agent + path))
                        .timeout(patience)
                        .method(method, payload.body().get());
        payload.headers().forEach(request::header);
        return request.build();
    }

    /** How long the answer asks us to wait, in seconds; dates are not read. */
    public static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private CommandFailed unreachable(URI agent, IOException cause) {
        String all = agents.stream().map(URI::toString).collect(Collectors.joining(", "));
        String what =
                cause instanceof HttpTimeoutException
                        ? "the agent at " + agent + " does not answer in time"
                        : "no agent answers at " + all;
        return new CommandFailed(
                ExitCode.NO_AGENT,
                what + ": start one with `kith up`, or name another with --agent",
                cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
