package dev.kith.cli.demo;

import dev.kith.api.DocumentAnswer;
import dev.kith.api.SearchAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.InParallel;
import dev.kith.cli.client.Reply;
import dev.kith.cli.client.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks one agent, again and again for a while where it does not have everything. */
final class DemoSearches implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(250);
    private static final int AT_ONCE = 4;
    private static final int LIMIT = 3;

    private final AgentClient client;
    private final Surroundings surroundings;

    DemoSearches(URI agent, Surroundings surroundings) {
        this.client = new AgentClient(List.of(agent), TIMEOUT);
        this.surroundings = surroundings;
    }

    /** The answer, or empty where there was none. */
    Optional<SearchAnswer> once(String question) {
        String path =
                "/v1/search?q="
                        + AgentClient.escape(question)
                        + "&collection="
                        + Material.COLLECTION
                        + "&limit="
                        + LIMIT;
        try {
            Reply reply = client.get(path);
            return reply.good() ? Optional.of(reply.as(SearchAnswer.class)) : Optional.empty();
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }

    /** The first answer from the whole index, or the last one before {@code until}. */
    Optional<SearchAnswer> whole(String question, Instant until) {
        Optional<SearchAnswer> last = Optional.empty();
        while (true) {
            Optional<SearchAnswer> now = once(question);
            if (now.isPresent()) last = now;
            boolean whole = now.filter(answer -> answer.coverage().complete()).isPresent();
            if (whole || !surroundings.clock().instant().isBefore(until)) return last;
            surroundings.pause().pause(AGAIN_AFTER);
        }
    }

    /** How many of these documents are no longer there, or no longer searchable. */
    long missing(List<String> ids, Instant until) {
        return InParallel.map(ids, AT_ONCE, id -> there(id, until)).stream()
                .filter(there -> !there)
                .count();
    }

    private boolean there(String id, Instant until) {
        String path =
                AgentClient.path("v1", "documents", id) + "?collection=" + Material.COLLECTION;
        while (true) {
            try {
                Reply reply = client.get(path);
                if (reply.good()) {
                    return reply.as(DocumentAnswer.class).state().equals("committed");
                }
                if (reply.status() == 404) return false;
            } catch (CommandFailed e) {
                if (!surroundings.clock().instant().isBefore(until)) return false;
            }
            if (!surroundings.clock().instant().isBefore(until)) return false;
            surroundings.pause().pause(AGAIN_AFTER);
        }
    }

    /** {@code 16/16}; {@code 0/0} where there was no answer. */
    static String coverage(Optional<SearchAnswer> answer) {
        return answer.map(SearchAnswer::coverage)
                .map(c -> c.partitionsAnswered() + "/" + c.partitionsTotal())
                .orElse("0/0");
    }

    /** Id of the best document; empty where nothing was found. */
    static String top(Optional<SearchAnswer> answer) {
        return answer.filter(found -> !found.hits().isEmpty())
                .map(found -> found.hits().getFirst().id())
                .orElse("");
    }

    @Override
    public void close() {
        client.close();
    }
}
