package dev.kith.store.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.store.StoreWrite;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Claim;
import dev.kith.store.level.Entry;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** How a partition host answers a {@link SyncQuestion}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = SyncAnswer.DigestIs.class, name = "digest"),
    @JsonSubTypes.Type(value = SyncAnswer.RangesAre.class, name = "ranges"),
    @JsonSubTypes.Type(value = SyncAnswer.ListingIs.class, name = "listing"),
    @JsonSubTypes.Type(value = SyncAnswer.PartsAre.class, name = "parts"),
    @JsonSubTypes.Type(value = SyncAnswer.Declined.class, name = "declined")
})
public sealed interface SyncAnswer extends Wire {

    /** Did of the agent that answers. */
    String agent();

    /**
     * Answers {@link SyncQuestion.AskDigest}; further questions go to {@code host}.
     *
     * @param level whether it has compared itself since it began, and misses nothing known
     * @param claim how far it vouches for its partition
     * @param door whether writes come to it, so that it may get what the asker does not
     */
    record DigestIs(
            String agent,
            String digest,
            boolean level,
            Claim.Kind claim,
            boolean door,
            ActorRef<SyncQuestion> host)
            implements SyncAnswer {}

    /**
     * Answers {@link SyncQuestion.AskRanges}.
     *
     * @param sums as {@link dev.kith.store.level.Ranges} writes them
     */
    record RangesAre(String agent, Blob sums) implements SyncAnswer {}

    /**
     * Answers {@link SyncQuestion.AskListing}.
     *
     * @param entries in the order of keys, all versions of a document together
     * @param next the last key that was looked at, or empty when it was the last page
     */
    record ListingIs(String agent, List<Entry> entries, Optional<DocumentKey> next)
            implements SyncAnswer {
        public ListingIs {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Answers {@link SyncQuestion.AskParts}.
     *
     * @param bundles of the first of the versions that were asked for, at least one, in order
     * @param next where the last of these goes on; empty where it is at its end
     * @param busy whether that agent has other things to do, so that one may ask less
     */
    record PartsAre(
            String agent, List<Bundle> bundles, Optional<SyncQuestion.PartPlace> next, boolean busy)
            implements SyncAnswer {
        public PartsAre {
            bundles = List.copyOf(bundles);
        }
    }

    /**
     * A version, or a piece of it.
     *
     * @param record empty where the version is gone by now
     * @param parts segments first; what is damaged there is left out
     */
    record Bundle(Optional<DocumentRecord> record, List<StoreWrite.Part> parts) {
        public Bundle {
            parts = List.copyOf(parts);
        }
    }

    /** Not now, and why. */
    record Declined(String agent, Failure failure) implements SyncAnswer {}
}
