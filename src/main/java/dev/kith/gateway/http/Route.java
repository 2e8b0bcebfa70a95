package dev.kith.gateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Answers one method at one kind of path.
 *
 * @param method in capitals
 * @param pattern such as {@code /v1/tasks/{id}/events}; a last part {@code {id*}} takes all the
 *     rest, slashes included
 */
public record Route(String method, String pattern, Handler handler) {

    /** Answers a call; an exception or a failed stage is a bug and becomes a 500. */
    @FunctionalInterface
    public interface Handler {
        CompletionStage<HttpResponse> answer(Call call);
    }

    /**
     * The named parts, if the path is of this kind.
     *
     * @param path as it was sent, percent-encoded
     * @return each part's encoded text by its name
     */
    Optional<Map<String, String>> match(String path) {
        List<String> parts = List.of(pattern.split("/", -1));
        var found = new LinkedHashMap<String, String>();
        String rest = path;
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!rest.startsWith("/")) return Optional.empty();
            rest = rest.substring(1);
            if (part.endsWith("*}")) {
                found.put(part.substring(1, part.length() - 2), rest);
                return Optional.of(found);
            }
            int slash = rest.indexOf('/');
            String segment = slash < 0 ? rest : rest.substring(0, slash);
            if (part.startsWith("{")) {
                if (segment.isEmpty()) return Optional.empty();
                found.put(part.substring(1, part.length() - 1), segment);
            } else if (!part.equals(segment)) {
                return Optional.empty();
            }
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return rest.isEmpty() ? Optional.of(found) : Optional.empty();
    }
}
