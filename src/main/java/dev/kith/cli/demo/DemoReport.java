package dev.kith.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What came out of a demo.
 *
 * @param agents that were started
 * @param killed the name of the one that was killed
 * @param documents that the network acknowledged
 * @param chunks their passages
 * @param ingestSeconds from the first byte to the last document searchable
 * @param fullCoverageSeconds from the kill until searches saw the whole index again
 * @param documentsMissingAfterKill acknowledged documents that are no longer there
 */
record DemoReport(
        int agents,
        String killed,
        long documents,
        long chunks,
        double ingestSeconds,
        List<Search> searches,
        double fullCoverageSeconds,
        long documentsMissingAfterKill) {
    DemoReport {
        searches = List.copyOf(searches);
    }

    /**
     * One search, before and after.
     *
     * @param topDocument id of the best before; empty where nothing was found
     * @param coverageBefore such as {@code 16/16}
     */
    record Search(
            String query,
            String topDocument,
            String coverageBefore,
            String coverageAfter,
            boolean completeAfter,
            boolean sameTop) {}

    /** Whether the network kept its promise: nothing missing, everything searched. */
    boolean good() {
        return documentsMissingAfterKill == 0
                && documents > 0
                && searches.stream().allMatch(Search::completeAfter);
    }

    /** How many answers began with the same document. */
    long sameTops() {
        return searches.stream().filter(Search::sameTop).count();
    }

    /** For programs; times rounded to milliseconds. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("agents", agents);
        node.put("killed", killed);
        node.put("documents", documents);
        node.put("chunks", chunks);
        node.put("ingest_seconds", milliseconds(ingestSeconds));
        ArrayNode list = node.putArray("searches");
        for (Search search : searches) {
            list.addObject()
                    .put("query", search.query())
                    .put("top_document", search.topDocument())
                    .put("coverage_before", search.coverageBefore())
                    .put("coverage_after", search.coverageAfter())
                    .put("same_top", search.sameTop());
        }
        node.put("seconds_to_full_coverage", milliseconds(fullCoverageSeconds));
        node.put("documents_missing_after_kill", documentsMissingAfterKill);
        return node;
    }

    private static double milliseconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
