package dev.kith.task;

import dev.kith.model.CollectionName;
import dev.kith.model.Outcome;
import dev.kith.model.SearchMode;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Answers searches: embeds the query, lets an aggregator gather, says what was seen. */
public interface Searcher {

    /**
     * Searches.
     *
     * @return what was found by the deadline, or INVALID_INPUT (filter), NO_CAPABLE_AGENT,
     *     OVERLOADED, TIMED_OUT
     */
    CompletionStage<Outcome<Found>> search(Question question);

    /**
     * What is sought.
     *
     * @param filter expression over metadata; empty for none
     * @param perPassage whether every passage is a hit of its own ({@code per=passage} in HTTP);
     *     otherwise each document is one, by its best passage
     * @param fusion {@code z} or {@code rrf}
     */
    record Question(
            CollectionName collection,
            String text,
            SearchMode mode,
            String filter,
            int limit,
            boolean perPassage,
            String fusion,
            Duration deadline) {}

    /**
     * What was found.
     *
     * @param mode by what it was done: keyword where nobody could embed the query
     * @param notes what a person should know, such as that no agent could embed
     */
    record Found(SearchMode mode, SearchResult result, List<String> notes) {}
}
