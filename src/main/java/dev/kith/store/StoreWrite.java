package dev.kith.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.level.Blob;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;

/** One atomic, idempotent write to a partition; the same again changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = StoreWrite.PutDocument.class, name = "put-document"),
    @JsonSubTypes.Type(value = StoreWrite.PutSegments.class, name = "put-segments"),
    @JsonSubTypes.Type(value = StoreWrite.PutChunks.class, name = "put-chunks"),
    @JsonSubTypes.Type(value = StoreWrite.PutStored.class, name = "put-stored"),
    @JsonSubTypes.Type(value = StoreWrite.Settle.class, name = "settle")
})
public sealed interface StoreWrite extends Wire {
    /** The document it is about, which says the partition. */
    DocumentKey key();

    /** The record that it brings from outside; empty where it brings parts alone. */
    default Optional<DocumentRecord> brings() {
        return switch (this) {
            case PutDocument(var record, _) -> Optional.of(record);
            case Settle(var record) -> Optional.of(record);
            case PutSegments _, PutChunks _, PutStored _ -> Optional.empty();
        };
    }

    /**
     * A new version, pending, with as many of its segments as are not stored yet; from its
     * acknowledgement on the document is never lost.
     */
    record PutDocument(DocumentRecord record, List<Segment> segments) implements StoreWrite {
        public PutDocument {
            segments = List.copyOf(segments);
        }

        @Override
        public DocumentKey key() {
            return record.key();
        }
    }

    /** Segments of a version that is still arriving. */
    record PutSegments(DocumentKey key, Version version, List<Segment> segments)
            implements StoreWrite {
        public PutSegments {
            segments = List.copyOf(segments);
        }
    }

    /** Chunks with vectors of a pending version; invisible until it is committed. */
    record PutChunks(DocumentKey key, Version version, List<ChunkBatch> batches)
            implements StoreWrite {
        public PutChunks {
            batches = List.copyOf(batches);
        }
    }

    /**
     * Parts of a version as another copy stores them, and with the last of them its record. Only a
     * host gives it to itself, while it catches up.
     *
     * @param record present with the last parts
     */
    record PutStored(
            DocumentKey key, Version version, List<Part> parts, Optional<DocumentRecord> record)
            implements StoreWrite {
        public PutStored {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A stored value.
     *
     * @param chunks whether it is a chunk batch and not a segment
     * @param segment counted from 0
     * @param batch counted from 0 within the segment; 0 of a segment
     * @param value as it stands in the log, without its checksum
     */
    record Part(boolean chunks, int segment, int batch, Blob value) {}

    /**
     * A version's new state: committed (which makes exactly it visible, in one step), failed,
     * canceled or deleted. Between agents it travels as a sealed {@code store} envelope.
     */
    record Settle(DocumentRecord record) implements StoreWrite {
        @Override
        public DocumentKey key() {
            return record.key();
        }
    }

    /** How one copy answers a write. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Synced.class, name = "synced"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused")
    })
    sealed interface Answer extends Wire {
        /** Did of the agent that answers. */
        String agent();
    }

    /**
     * It is on that agent's disk, or was superseded by what is. A record is only where all of its
     * text is: before, the answer is NOT_ENOUGH_COPIES, and the agent fetches what it lacks.
     */
    record Synced(String agent) implements Answer {}

    /** It was not written there, and why. */
    record Refused(String agent, Failure failure) implements Answer {}
}
