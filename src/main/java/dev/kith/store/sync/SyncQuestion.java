package dev.kith.store.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.DocumentKey;
import dev.kith.model.Version;
import dev.kith.wire.Wire;
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

    /**
     * For the next page of what is held, in the order of document keys.
     *
     * @param after the last key of the page before; empty for the first page
     * @param limit most documents in the page
     */
    record AskListing(Optional<DocumentKey> after, int limit, ActorRef<SyncAnswer> replyTo)
            implements SyncQuestion {}

    /** For one version's record, segments and chunks from a place on. */
    record AskParts(DocumentKey key, Version version, PartPlace from, ActorRef<SyncAnswer> replyTo)
            implements SyncQuestion {}

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
