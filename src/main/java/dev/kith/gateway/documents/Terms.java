package dev.kith.gateway.documents;

import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Query;
import java.time.Duration;
import java.util.Optional;

/**
 * What the address and the headers of a request say of the documents in it.
 *
 * @param id from the path; absent where the body or the text's hash gives it
 * @param collection from the query; absent for the body's own or {@code default}
 * @param copies demanded; 0 for the network's own number
 * @param deadline of their tasks
 * @param patience how long to wait for their tasks' ends
 */
record Terms(
        Optional<String> id,
        Optional<String> collection,
        int copies,
        Optional<Duration> deadline,
        Optional<Duration> patience) {
    static final String DEFAULT_COLLECTION = "default";

    /** Reads them; what is wrong shows in the call's query. */
    static Terms of(Call call, Optional<String> id, GatewaySettings settings, int copiesMax) {
        Query query = call.query();
        return new Terms(
                id,
                query.text("collection"),
                query.number("copies", 0, 1, copiesMax),
                query.time("deadline", settings.deadlineMax()),
                call.prefersWait(settings.waitMax()));
    }
}
