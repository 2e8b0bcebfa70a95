package dev.kith.gateway.http;

import dev.kith.api.Problem;
import dev.kith.model.Failure;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.RawRequestURI;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.apache.pekko.stream.Materializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first to see a request and the last to see its answer: guards, finds the route, and turns
 * whatever goes wrong into a problem document.
 */
public final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final List<Route> routes;
    private final Guard guard;
    private final Answers answers;
    private final Means means;
    private final AtomicLong errors = new AtomicLong();

    /**
     * What streams and clocks there are.
     *
     * @param drainBytesMax how much of a body nobody wants is still read
     */
    public record Means(Materializer materializer, InstantSource clock, long drainBytesMax) {}

    /** A front for these routes; of two that match, the first is taken. */
    public Front(List<Route> routes, Guard guard, Answers answers, Means means) {
        this.routes = List.copyOf(routes);
        this.guard = guard;
        this.answers = answers;
        this.means = means;
    }

    /** Answers a request; the stage never fails. */
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        request.getHeader(TimeoutAccess.class)
                .ifPresent(h -> h.timeoutAccess().updateHandler(_ -> late()));
        var body = new Body(request.entity(), means.materializer(), means.drainBytesMax());
        CompletionStage<HttpResponse> answer;
        try {
            answer = route(request, body);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletionStage<HttpResponse> sure = answer.exceptionally(error -> broken(request, error));
        if (asksFirst(request)) return sure;
        return sure.thenCompose(a -> body.discardUnlessTaken().thenApply(_ -> a));
    }

    /** Whether the sender holds the body back until it is asked for; RFC 9110, section 10.1.1. */
    private static boolean asksFirst(HttpRequest request) {
        return request.getHeader("Expect").isPresent();
    }

    private CompletionStage<HttpResponse> route(HttpRequest request, Body body) {
        Optional<Problem> refused = guard.refuse(request);
        if (refused.isPresent()) return done(refused.get());
        String target = target(request);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        var allowed = new TreeSet<String>();
        for (Route route : routes) {
            Optional<Map<String, String>> raw = route.match(path);
            if (raw.isEmpty()) continue;
            if (!method(request).equals(route.method())) {
                allowed.add(route.method());
                continue;
            }
            Optional<Map<String, String>> arguments = decode(raw.get());
            if (arguments.isEmpty()) {
                return done(Problems.invalid("the path is not percent-encoded UTF-8: " + path));
            }
            return route.handler()
                    .answer(new Call(request, arguments.get(), new Query(query), body));
        }
        return CompletableFuture.completedFuture(nothingThere(request, path, allowed));
    }

    private HttpResponse nothingThere(HttpRequest request, String path, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return answers.problem(
                    Problems.notFound("there is nothing at " + path + "; see /openapi.json"));
        }
        if (allowed.contains("GET")) allowed.add("HEAD");
        String allow = String.join(", ", allowed);
        return answers.problem(
                        Problems.of(
                                405,
                                Failure.Code.INVALID_INPUT,
                                request.method().name() + " is not for " + path + "; use " + allow,
                                Optional.empty()))
                .addHeader(RawHeader.create("Allow", allow));
    }

    private CompletionStage<HttpResponse> done(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }

    private HttpResponse broken(HttpRequest request, Throwable error) {
        long millis = means.clock().millis();
        String id = Long.toString(millis, Character.MAX_RADIX) + "-" + errors.incrementAndGet();
        LOG.error("{} {} failed, error {}", request.method().name(), target(request), id, error);
        return answers.problem(
                new Failure(
                        Failure.Code.INTERNAL,
                        "something broke that should not; the agent's log has error " + id));
    }

    private HttpResponse late() {
        return answers.problem(
                new Failure(
                        Failure.Code.TIMED_OUT,
                        "no answer in time; whether it happened is unknown, the same again is"
                                + " safe"));
    }

    /** HEAD is answered as GET; the server leaves the body out. */
    private static String method(HttpRequest request) {
        String method = request.method().name();
        return method.equals("HEAD") ? "GET" : method;
    }

    /** Path and query as they were sent: Pekko's own view of the path resolves encoded dots. */
    private static String target(HttpRequest request) {
        String raw =
                request.getHeader(RawRequestURI.class)
                        .map(RawRequestURI::uri)
                        .orElseGet(() -> request.getUri().toRelative().toString());
        if (raw.startsWith("/")) return raw;
        int authority = raw.indexOf("://");
        int path = authority < 0 ? -1 : raw.indexOf('/', authority + 3);
        return path < 0 ? "/" : raw.substring(path);
    }

    private static Optional<Map<String, String>> decode(Map<String, String> raw) {
        var decoded = new LinkedHashMap<String, String>();
        for (var part : raw.entrySet()) {
            Optional<String> text = PercentCode.decode(part.getValue(), false);
            if (text.isEmpty()) return Optional.empty();
            decoded.put(part.getKey(), text.get());
        }
        return Optional.of(decoded);
    }
}
