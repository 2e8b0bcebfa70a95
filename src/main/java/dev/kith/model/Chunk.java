package dev.kith.model;

import java.util.List;

/**
 * A passage of a document that gets one vector.
 *
 * @param start first UTF-16 index in the document's source text; {@code source.substring(start,
 *     end)} is the passage, always
 * @param end index after the last, greater than {@code start}
 * @param tokens length in tokens of the embedding model's own tokenizer
 * @param headings the headings above it, outermost first; context beside the text, never part of it
 */
public record Chunk(int start, int end, int tokens, List<String> headings) {
    public Chunk {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("empty or negative span: " + start + ", " + end);
        }
        headings = List.copyOf(headings);
    }
}
