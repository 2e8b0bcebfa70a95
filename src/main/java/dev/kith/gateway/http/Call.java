package dev.kith.gateway.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;

/**
 * One request on its way to its route.
 *
 * @param arguments the parts of the path that the route's pattern names, decoded
 */
public record Call(HttpRequest request, Map<String, String> arguments, Query query, Body body) {
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?:$|[,;\\s])");

    /** The part of the path that is called {@code name}. */
    public String argument(String name) {
        String value = arguments.get(name);
        if (value == null) throw new IllegalStateException("the route has no part " + name);
        return value;
    }

    /** A header's value; empty where there is none. */
    public String header(String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }

    /**
     * How long {@code Prefer: wait=N} asks to wait for the end of the work, at most {@code max};
     * what cannot be read is ignored.
     *
     * <p>Source: RFC 7240 §4.3, in whole seconds.
     */
    public Optional<Duration> prefersWait(Duration max) {
        Matcher wait = WAIT.matcher(header("Prefer"));
        if (!wait.find()) return Optional.empty();
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(wanted.compareTo(max) < 0 ? wanted : max);
    }

    /** Gives the answer so much more time before the server gives up on it. */
    public void extend(Duration more) {
        request.getHeader(TimeoutAccess.class)
                .map(TimeoutAccess::timeoutAccess)
                .ifPresent(access -> {
                    if (access.getTimeout().isFinite()) {
                        long now = access.getTimeout().toMillis();
                        access.updateTimeout(Duration.ofMillis(now).plus(more));
                    }
                });
    }
}
