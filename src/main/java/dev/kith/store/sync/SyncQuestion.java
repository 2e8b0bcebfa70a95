package dev.kith.store.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.DocumentKey;
import dev.kith.model.Version;
import dev.kith.store.level.Blob;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What one partition host asks another that holds the same partition, to find what it lacks. The
 * first question goes through a copy's door; its answer says who the host is, and the others go to
 * the host itself.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = SyncQuestion.AskDigest.class, name = "ask-digest"),
    @JsonSubTypes.Type(value = SyncQuestion.AskRanges.class, name = "ask-ranges"),
    @JsonSubTypes.Type(value = SyncQuestion.AskListing.class, name = "ask-listing"),
    @JsonSubTypes.Type(value = SyncQuestion.AskParts.class, name = "ask-parts")
})
public sealed interface SyncQuestion extends Wire {

    /** Who gets the answer. */
    ActorRef<SyncAnswer> replyTo();

    /**
     * For the digest of all records.
     *
     * @param agent did of who asks
     * @param digest the asker's own; where it differs, the asked compares in turn
     * @param host the asker itself, so that it can be asked though it may have no door
     */
    record AskDigest(
            String agent, String digest, ActorRef<SyncQuestion> host, ActorRef<SyncAnswer> replyTo)
            implements SyncQuestion {}

    /** For the sums by ranges, when the digests differ. */
    record AskRanges(ActorRef<SyncAnswer> replyTo) implements SyncQuestion {}

    /**
     * For the next page of what is held, in the order of document keys.
     *
     * @param after the last key of the page before; empty for the first page
     * @param ranges only documents in these, as {@link java.util.BitSet#toByteArray()}
     * @param limit most documents in the page
     */
    record AskListing(
            Optional<DocumentKey> after, Blob ranges, int limit, ActorRef<SyncAnswer> replyTo)
            implements SyncQuestion {}

    /**
     * For the records and parts of some versions, as much as one message holds.
     *
     * @param from where the parts of the first version go on
     */
    record AskParts(List<Item> items, PartPlace from, ActorRef<SyncAnswer> replyTo)
            implements SyncQuestion {
        public AskParts {
            items = List.copyOf(items);
        }
    }

    /** One version of one document. */
    record Item(DocumentKey key, Version version) {}

    /**
     * Where the parts of a version go on: its segments first, then its chunk batches.
     *
     * @param chunks whether the segments are done
     * @param segment counted from 0
     * @param batch counted from 0 within the segment; 0 while {@code chunks} is false
     */
    record PartPlace(boolean chunks, int segment, int batch) {
        /** The first of a version. */
        public static final PartPlace FIRST = new PartPlace(false, 0, 0);
    }
}
