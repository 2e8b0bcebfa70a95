package dev.kith.api;

import java.util.List;
import java.util.Map;

/**
 * The answer to a search.
 *
 * @param mode by what it was really done; {@code keyword} where no agent could embed the query
 * @param notes what a person should know, such as that it is partial and why
 */
public record SearchAnswer(
        String query,
        String collection,
        String mode,
        Coverage coverage,
        List<String> notes,
        long tookMillis,
        List<Hit> hits) {

    /**
     * How much of the index was seen.
     *
     * @param complete whether that is all
     */
    public record Coverage(int partitionsAnswered, int partitionsTotal, boolean complete) {}

    /**
     * One document with its best passage.
     *
     * @param start UTF-16 index of the passage in the document's text
     * @param contentId CIDv1 of the document's text
     */
    public record Hit(
            int rank,
            String id,
            String title,
            double score,
            Scores scores,
            String passage,
            int start,
            int end,
            List<String> headings,
            Map<String, String> metadata,
            String contentId,
            Receipt receipt) {}

    /** The score's parts: the cosine with the query, and BM25. */
    public record Scores(double dense, double keyword) {}

    /** Who embedded the passage with what. */
    public record Receipt(String agent, String model, String engine, String time) {}
}
