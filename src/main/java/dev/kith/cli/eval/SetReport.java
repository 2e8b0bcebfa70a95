package dev.kith.cli.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a set came to.
 *
 * @param queries that were asked
 * @param modes scores by mode, in the order they were asked
 * @param passages absent where the set does not say where answers stand
 * @param partial answers that did not see the whole index
 */
record SetReport(
        String name,
        long documents,
        int queries,
        double ingestSeconds,
        Map<String, Scores> modes,
        Optional<Passages> passages,
        long partial) {

    /** Means over all queries, each in [0, 1]. */
    record Scores(double ndcgAt10, double recallAt100, double mrr) {}

    /** Share of queries whose answer's characters are touched by one of the first passages. */
    record Passages(double hitAt1, double hitAt5, double hitAt10) {}

    /** For programs; four decimals. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", name);
        node.put("documents", documents);
        node.put("queries", queries);
        node.put("ingest_seconds", Math.round(ingestSeconds * 1000) / 1000.0);
        ObjectNode all = node.putObject("modes");
        modes.forEach((mode, scores) ->
                all.putObject(mode)
                        .put("ndcg_at_10", round(scores.ndcgAt10()))
                        .put("recall_at_100", round(scores.recallAt100()))
                        .put("mrr", round(scores.mrr())));
        passages.ifPresent(found ->
                node.putObject("passages")
                        .put("hit_at_1", round(found.hitAt1()))
                        .put("hit_at_5", round(found.hitAt5()))
                        .put("hit_at_10", round(found.hitAt10())));
        node.put("partial_answers", partial);
        return node;
    }

    private static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
