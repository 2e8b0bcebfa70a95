package dev.kith.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What is asked of one copy without changing it; each is answered once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = StoreRead.AskHead.class, name = "ask-head"),
    @JsonSubTypes.Type(value = StoreRead.AskTask.class, name = "ask-task"),
    @JsonSubTypes.Type(value = StoreRead.AskSegment.class, name = "ask-segment"),
    @JsonSubTypes.Type(value = StoreRead.AskChunks.class, name = "ask-chunks"),
    @JsonSubTypes.Type(value = StoreRead.AskSummary.class, name = "ask-summary"),
    @JsonSubTypes.Type(value = StoreRead.AskHolding.class, name = "ask-holding"),
    @JsonSubTypes.Type(value = StoreRead.AskPage.class, name = "ask-page"),
    @JsonSubTypes.Type(value = StoreRead.AskLost.class, name = "ask-lost")
})
public sealed interface StoreRead extends Wire {

    /** Who gets the {@link Answer}. */
    ActorRef<Answer> replyTo();

    /** For the visible and the newest version of a document. */
    record AskHead(DocumentKey key, ActorRef<Answer> replyTo) implements StoreRead {}

    /** For the record that a task works, or worked, on. */
    record AskTask(TaskId task, ActorRef<Answer> replyTo) implements StoreRead {}

    /** For one segment of one version. */
    record AskSegment(DocumentKey key, Version version, int index, ActorRef<Answer> replyTo)
            implements StoreRead {}

    /** For the chunks of one version from a place on, as many as one message holds. */
    record AskChunks(
            DocumentKey key,
            Version version,
            boolean vectors,
            BatchPlace from,
            ActorRef<Answer> replyTo)
            implements StoreRead {}

    /**
     * For counts and the newest records.
     *
     * @param state only records in the state of this word; empty for all
     */
    record AskSummary(String state, int limit, ActorRef<Answer> replyTo) implements StoreRead {}

    /** For what is still held of a document, whatever its state. */
    record AskHolding(DocumentKey key, ActorRef<Answer> replyTo) implements StoreRead {}

    /**
     * For what is known of the documents after a key, as many as one message holds.
     *
     * @param after the last key of the page before; empty for the first page
     * @param limit at most so many documents
     */
    record AskPage(Optional<DocumentKey> after, int limit, ActorRef<Answer> replyTo)
            implements StoreRead {}

    /**
     * For the documents after a key of which parts are missing on every copy that there is.
     *
     * @param after the last key of the page before; empty for the first page
     * @param limit at most so many documents
     */
    record AskLost(Optional<DocumentKey> after, int limit, ActorRef<Answer> replyTo)
            implements StoreRead {}

    /** Where a chunk batch stands in its version, both counted from 0. */
    record BatchPlace(int segment, int batch) {
        /** The first of a version. */
        public static final BatchPlace FIRST = new BatchPlace(0, 0);
    }

    /** The answer of one copy. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = HeadFound.class, name = "head"),
        @JsonSubTypes.Type(value = TaskFound.class, name = "task"),
        @JsonSubTypes.Type(value = SegmentFound.class, name = "segment"),
        @JsonSubTypes.Type(value = ChunksFound.class, name = "chunks"),
        @JsonSubTypes.Type(value = SummaryFound.class, name = "summary"),
        @JsonSubTypes.Type(value = HoldingFound.class, name = "holding"),
        @JsonSubTypes.Type(value = PageFound.class, name = "page"),
        @JsonSubTypes.Type(value = LostFound.class, name = "lost"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused")
    })
    sealed interface Answer extends Wire {
        /** Did of the agent that answers. */
        String agent();

        /** Whether this copy knows that it may lack something. */
        boolean behind();
    }

    /**
     * Answers {@link AskHead}.
     *
     * @param lost whether parts of it are missing on every copy that there is
     * @param forsaken whether this copy has waited for them long enough, and does no more
     * @param standing the newest version that was not given up, as far as this copy knows
     */
    record HeadFound(
            String agent,
            boolean behind,
            boolean lost,
            boolean forsaken,
            Optional<DocumentRecord> visible,
            Optional<DocumentRecord> newest,
            Optional<DocumentRecord> standing)
            implements Answer {}

    /** Answers {@link AskTask}; empty where this partition has no such task. */
    record TaskFound(String agent, boolean behind, Optional<DocumentRecord> record)
            implements Answer {}

    /** Answers {@link AskSegment}. */
    record SegmentFound(String agent, boolean behind, Segment segment) implements Answer {}

    /**
     * Answers {@link AskChunks}.
     *
     * @param batches in order, vectors empty texts where they were not asked for
     * @param next where to ask on; empty at the end
     */
    record ChunksFound(
            String agent, boolean behind, List<ChunkBatch> batches, Optional<BatchPlace> next)
            implements Answer {
        public ChunksFound {
            batches = List.copyOf(batches);
        }
    }

    /** Answers {@link AskSummary}. */
    record SummaryFound(String agent, boolean behind, Copies.PartitionSummary summary)
            implements Answer {}

    /** Answers {@link AskHolding}. */
    record HoldingFound(String agent, boolean behind, Copies.Holding holding) implements Answer {}

    /**
     * Answers {@link AskPage}.
     *
     * @param records all that are kept of each document, in the order of keys, oldest first
     * @param last whether no more follow
     */
    record PageFound(String agent, boolean behind, List<DocumentRecord> records, boolean last)
            implements Answer {
        public PageFound {
            records = List.copyOf(records);
        }
    }

    /**
     * Answers {@link AskLost}.
     *
     * @param documents in the order of keys; fewer than were asked for at the end
     */
    record LostFound(String agent, boolean behind, List<DocumentKey> documents) implements Answer {
        public LostFound {
            documents = List.copyOf(documents);
        }
    }

    /** It cannot be answered here, and why. */
    record Refused(String agent, boolean behind, Failure failure) implements Answer {}
}
