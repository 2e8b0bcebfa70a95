package dev.kith.gateway.http;

import dev.kith.api.Problem;
import dev.kith.model.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Keeps web pages out. A browser on this machine reaches loopback, so a page from anywhere could
 * have it send requests: by a name of the page's own that it points at 127.0.0.1 (seen by the Host
 * header), or across sites (seen by Origin and Sec-Fetch-Site). Nothing here ever allows another
 * origin.
 *
 * @param names what a Host header may say besides loopback's names, without port
 */
public record Guard(List<String> names) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final int MISDIRECTED = 421;
    private static final int FORBIDDEN = 403;

    /** Why this request is not answered. */
    Optional<Problem> refuse(HttpRequest request) {
        String host = header(request, "Host").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d*$", "");
        if (!LOOPBACK.matcher(name).matches() && !names.contains(name)) {
            return refuse(
                    MISDIRECTED,
                    "this agent is not called '"
                            + name
                            + "'; use 127.0.0.1, or add the name to kith.gateway.host-names");
        }
        String origin = header(request, "Origin").toLowerCase(Locale.ROOT);
        if (!origin.isEmpty() && !origin.equals("http://" + host)) {
            return refuse(FORBIDDEN, "pages of " + origin + " may not use this agent");
        }
        if (header(request, "Sec-Fetch-Site").equals("cross-site")) {
            return refuse(FORBIDDEN, "pages of other sites may not use this agent");
        }
        String encoding = header(request, "Content-Encoding").toLowerCase(Locale.ROOT);
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            return Optional.of(
                    Problems.unsupported("the body is encoded as " + encoding + "; send it plain"));
        }
        return Optional.empty();
    }

    private static Optional<Problem> refuse(int status, String detail) {
        return Optional.of(
                Problems.of(status, Failure.Code.INVALID_INPUT, detail, Optional.empty()));
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }
}
