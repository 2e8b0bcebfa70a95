package dev.kith.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.model.SearchMode;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What an aggregator asks one copy of a partition, in three rounds: statistics, candidates scored
 * with everybody's statistics, and the passages of the few that won.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = PartitionSearch.AskStatistics.class, name = "ask-statistics"),
    @JsonSubTypes.Type(value = PartitionSearch.AskCandidates.class, name = "ask-candidates"),
    @JsonSubTypes.Type(value = PartitionSearch.AskPassages.class, name = "ask-passages")
})
public sealed interface PartitionSearch extends Wire {

    /** Who gets the {@link Reply}. */
    ActorRef<Reply> replyTo();

    /** For BM25: how often the query's words occur here. */
    record AskStatistics(Query query, ActorRef<Reply> replyTo) implements PartitionSearch {}

    /**
     * For the best by each list, each scored exactly by both.
     *
     * @param statistics summed over all partitions
     */
    record AskCandidates(Query query, Statistics statistics, ActorRef<Reply> replyTo)
            implements PartitionSearch {}

    /** For the text of passages that won. */
    record AskPassages(String collection, List<PassageId> passages, ActorRef<Reply> replyTo)
            implements PartitionSearch {
        public AskPassages {
            passages = List.copyOf(passages);
        }
    }

    /**
     * What is sought.
     *
     * @param collection where
     * @param text the user's words
     * @param vector base64 of the query's unit vector; empty where there is none
     * @param mode which lists are wanted
     * @param filter the user's filter expression over metadata; empty for none
     * @param candidatesMax how many of each list, at least 1
     */
    record Query(
            String collection,
            String text,
            String vector,
            SearchMode mode,
            String filter,
            int candidatesMax) {

        /** The same, for other lengths of its lists. */
        public Query most(int candidates) {
            return new Query(collection, text, vector, mode, filter, candidates);
        }
    }

    /**
     * A partition's share of the collection's statistics, over live passages only.
     *
     * @param passages live passages
     * @param tokens their words, summed
     * @param frequencies for each word of the analysed query, in how many passages it occurs
     */
    record Statistics(long passages, long tokens, Map<String, Long> frequencies) {
        public Statistics {
            frequencies = Map.copyOf(frequencies);
        }
    }

    /** Names a passage: document, version, span. */
    record PassageId(String document, long versionTime, String versionAgent, int start, int end) {}

    /**
     * A passage that is among the best here by at least one list.
     *
     * @param dense cosine with the query in [-1, 1]; 0 where the query has no vector
     * @param keyword BM25 with the given statistics; 0 where no word matches
     */
    record Candidate(PassageId passage, double dense, double keyword) {}

    /**
     * A passage with all that a hit shows.
     *
     * @param text content id of the document's source text
     */
    record Passage(
            PassageId id,
            String passage,
            List<String> headings,
            String title,
            Map<String, String> metadata,
            String text,
            Receipt receipt) {
        public Passage {
            headings = List.copyOf(headings);
            metadata = Map.copyOf(metadata);
        }
    }

    /** The answer of one copy; {@code agent} is the did of who answers. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StatisticsFound.class, name = "statistics"),
        @JsonSubTypes.Type(value = CandidatesFound.class, name = "candidates"),
        @JsonSubTypes.Type(value = PassagesFound.class, name = "passages"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused")
    })
    sealed interface Reply extends Wire {
        /** The copy's partition. */
        int partition();

        /** Did of the agent that answers. */
        String agent();
    }

    /**
     * Answers {@link AskStatistics}.
     *
     * @param behind whether this copy knows that it may lack documents; ask another first
     */
    record StatisticsFound(int partition, String agent, boolean behind, Statistics statistics)
            implements Reply {}

    /** Answers {@link AskCandidates}. */
    record CandidatesFound(int partition, String agent, boolean behind, List<Candidate> candidates)
            implements Reply {
        public CandidatesFound {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Answers {@link AskPassages}; passages that are gone by now are missing.
     *
     * @param torn whether some are missing that should be here, because they are damaged
     */
    record PassagesFound(int partition, String agent, boolean torn, List<Passage> passages)
            implements Reply {
        public PassagesFound {
            passages = List.copyOf(passages);
        }
    }

    /** The copy cannot answer, and why. */
    record Refused(int partition, String agent, Failure failure) implements Reply {}
}
