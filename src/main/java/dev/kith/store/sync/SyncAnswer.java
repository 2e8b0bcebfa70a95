package dev.kith.store.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** How a partition host answers a {@link SyncQuestion}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = SyncAnswer.DigestIs.class, name = "digest"),
    @JsonSubTypes.Type(value = SyncAnswer.ListingIs.class, name = "listing"),
    @JsonSubTypes.Type(value = SyncAnswer.PartsAre.class, name = "parts"),
    @JsonSubTypes.Type(value = SyncAnswer.Declined.class, name = "declined")
})
public sealed interface SyncAnswer extends Wire {

    /** Did of the agent that answers. */
    String agent();

    /** Answers {@link SyncQuestion.AskDigest}; further questions go to {@code host}. */
    record DigestIs(String agent, String digest, ActorRef<SyncQuestion> host)
            implements SyncAnswer {}

    /**
     * Answers {@link SyncQuestion.AskListing}.
     *
     * @param entries in the order of keys, all versions of a document together
     * @param next the last key of this page, or empty when it was the last page
     */
    record ListingIs(String agent, List<Entry> entries, Optional<DocumentKey> next)
            implements SyncAnswer {
        public ListingIs {
            entries = List.copyOf(entries);
        }
    }

    /** One version of one document. */
    record Entry(DocumentKey key, Version version, DocumentState state) {}

    /**
     * Answers {@link SyncQuestion.AskParts}.
     *
     * @param record empty where the version is gone by now
     * @param next where to ask on; empty at the end
     */
    record PartsAre(
            String agent,
            Optional<DocumentRecord> record,
            List<Segment> segments,
            List<ChunkBatch> batches,
            Optional<SyncQuestion.PartPlace> next)
            implements SyncAnswer {
        public PartsAre {
            segments = List.copyOf(segments);
            batches = List.copyOf(batches);
        }
    }

    /** Not now, and why. */
    record Declined(String agent, Failure failure) implements SyncAnswer {}
}
