package dev.kith.wire;

import dev.kith.model.SearchMode;

/**
 * Payload of a {@code search} envelope: one search over all partitions of a collection.
 *
 * @param collection where
 * @param text the user's words
 * @param vector base64 of the query's unit vector; empty where no agent could embed it
 * @param mode by what
 * @param filter expression over metadata; empty for none
 * @param limit how many hits are wanted, at least 1
 * @param perPassage whether every passage is a hit of its own; otherwise each document is one, by
 *     its best passage
 * @param fusion {@code z} (the default) or {@code rrf}
 * @param deadlineMillis how long the answer may take
 */
public record SearchRequest(
        String collection,
        String text,
        String vector,
        SearchMode mode,
        String filter,
        int limit,
        boolean perPassage,
        String fusion,
        long deadlineMillis) {}
