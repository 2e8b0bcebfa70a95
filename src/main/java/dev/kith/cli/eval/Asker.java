package dev.kith.cli.eval;

import dev.kith.api.SearchAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.Reply;
import dev.kith.cli.client.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the queries of a set; waits where an agent is too busy. Safe to use from any thread. */
final class Asker {
    private static final int TRIES_MAX = 12;

    private final AgentClient client;
    private final Surroundings surroundings;
    private final String collection;
    private final AtomicLong partial = new AtomicLong();

    Asker(AgentClient client, Surroundings surroundings, String collection) {
        this.client = client;
        this.surroundings = surroundings;
        this.collection = collection;
    }

    /** The best {@code limit} documents, or passages. */
    SearchAnswer ask(String query, String mode, int limit, boolean passages) {
        String path =
                "/v1/search?q="
                        + AgentClient.escape(query)
                        + "&collection="
                        + collection
                        + "&mode="
                        + mode
                        + "&limit="
                        + limit
                        + (passages ? "&per=passage" : "");
        Backoff backoff = new Backoff(surroundings.random());
        Reply reply = client.get(path);
        for (int tries = 1; reply.temporary() && tries < TRIES_MAX; tries++) {
            surroundings.pause().pause(longer(reply.retryAfter(), backoff.next()));
            reply = client.get(path);
        }
        SearchAnswer answer = reply.as(SearchAnswer.class);
        if (!answer.coverage().complete()) partial.incrementAndGet();
        return answer;
    }

    private static Duration longer(Optional<Duration> asked, Duration own) {
        return asked.filter(time -> time.compareTo(own) > 0).orElse(own);
    }

    /** How many answers did not see the whole index. */
    long partial() {
        return partial.get();
    }
}
