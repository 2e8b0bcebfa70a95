package dev.kith.wire;

import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Payload of a {@code result} envelope that answers {@link SearchRequest}. Signed JSON has no
 * floating-point numbers, so scores are whole millionths.
 *
 * @param hits the best passage of each document, best first
 * @param partitionsAnswered how many partitions it has seen
 * @param partitionsTotal how many there are
 * @param failure why the search could not be done at all, such as a filter that cannot be read
 */
public record SearchResult(
        List<Hit> hits, int partitionsAnswered, int partitionsTotal, Optional<Failure> failure) {
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /**
     * One document with its best passage.
     *
     * @param document its id
     * @param versionTime the version that was searched: hybrid logical clock reading
     * @param start UTF-16 index of the passage in the source text
     * @param end index after its last character
     * @param scoreMillionths what the ranking is by
     * @param denseMillionths cosine with the query
     * @param keywordMillionths BM25
     * @param text content id of the document's source text
     * @param receipt who embedded the passage
     */
    public record Hit(
            String document,
            long versionTime,
            int start,
            int end,
            String passage,
            List<String> headings,
            String title,
            Map<String, String> metadata,
            long scoreMillionths,
            long denseMillionths,
            long keywordMillionths,
            String text,
            Receipt receipt) {
        public Hit {
            headings = List.copyOf(headings);
            metadata = Map.copyOf(metadata);
        }
    }
}
