package dev.kith.store;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All copies of all partitions, as whoever writes and reads sees them. No stage ever completes
 * exceptionally for a reason outside Kith's own bugs: failures are {@link Outcome.Bad}.
 */
public interface Copies {

    /**
     * Writes to every live copy; answers once {@code max(W, copies)} distinct agents have synced it
     * and the others have too or were given the grace time.
     *
     * @param copies how many copies the caller demands; 0 for the network's own W = min(2, R_eff)
     * @return how many have it, or NOT_ENOUGH_COPIES, STORAGE_FULL, TIMED_OUT (unknown: the same
     *     again is safe)
     */
    CompletionStage<Outcome<Written>> write(StoreWrite write, int copies);

    /** The newest that any copy knows of a document; asks more copies when one is behind. */
    CompletionStage<Outcome<Head>> head(DocumentKey key);

    /** The record that a task works, or worked, on; NOT_FOUND. */
    CompletionStage<Outcome<DocumentRecord>> task(TaskId task);

    /** One segment of one version, from a copy that has it; NOT_FOUND, CORRUPT_DATA. */
    CompletionStage<Outcome<Segment>> segment(DocumentKey key, Version version, int index);

    /** All chunks of one version in order, without vectors unless {@code vectors}. */
    default CompletionStage<Outcome<List<ChunkBatch>>> chunks(
            DocumentKey key, Version version, boolean vectors) {
        return new ChunkPages(from -> chunkPage(key, version, vectors, from), _ -> true)
                .from(StoreRead.BatchPlace.FIRST);
    }

    /** The chunks of one segment of one version that are stored by now, without vectors. */
    default CompletionStage<Outcome<List<ChunkBatch>>> chunks(
            DocumentKey key, Version version, int segment) {
        return new ChunkPages(
                        from -> chunkPage(key, version, false, from),
                        next -> next.segment() == segment)
                .from(new StoreRead.BatchPlace(segment, 0))
                .thenApply(outcome -> outcome.then(all -> Outcome.good(of(segment, all))));
    }

    private static List<ChunkBatch> of(int segment, List<ChunkBatch> batches) {
        return batches.stream().filter(batch -> batch.segment() == segment).toList();
    }

    /** Some chunks of one version from a place on, as many as one message holds. */
    CompletionStage<Outcome<ChunkPage>> chunkPage(
            DocumentKey key, Version version, boolean vectors, StoreRead.BatchPlace from);

    /**
     * The documents of one partition after a key, as enough copies know them that no acknowledged
     * write is missed; TIMED_OUT where fewer answer.
     *
     * @param after the last key of the page before; empty for the first page
     * @param limit at most so many documents
     */
    CompletionStage<Outcome<Page>> page(int partition, Optional<DocumentKey> after, int limit);

    /**
     * Counts and the newest records of one partition, for lists and status.
     *
     * @param state only records in this state's word; empty for all
     * @param limit at most so many records, newest first
     */
    CompletionStage<Outcome<PartitionSummary>> summary(int partition, String state, int limit);

    /**
     * The documents of one partition of which parts are missing on every copy that there is, in the
     * order of keys; those of a copy that found that out.
     *
     * @param after the last key of the page before; empty for the first page
     * @param limit at most so many; fewer at the end
     */
    CompletionStage<Outcome<List<DocumentKey>>> lost(
            int partition, Optional<DocumentKey> after, int limit);

    /** What each copy of a document's partition that answers still holds of it; at least one. */
    CompletionStage<Outcome<List<Holding>>> holdings(DocumentKey key);

    /** How many copies a partition has at present: min(R, live store agents). */
    int copiesNow();

    /** How many partitions the network has. */
    int partitions();

    /**
     * A write that was acknowledged.
     *
     * @param copies distinct agents that have it on disk
     */
    record Written(int copies) {}

    /**
     * A document's present.
     *
     * @param visible the version that is searched, or the tombstone that hides it
     * @param newest the newest version in any state
     * @param standing the newest version that some copy does not know to be given up: what is
     *     visible, or will be if its task does not fail
     * @param lost whether parts of what is kept of it are missing on every copy that there is
     * @param forsaken whether no copy that knows it waits for them any more
     */
    record Head(
            Optional<DocumentRecord> visible,
            Optional<DocumentRecord> newest,
            Optional<DocumentRecord> standing,
            boolean lost,
            boolean forsaken) {

        /** Whether some copy knows that a version came to nothing. */
        public boolean isGivenUp(DocumentRecord record) {
            return newest.filter(last -> last.version().equals(record.version()))
                    .filter(last -> last.state().isGivenUp())
                    .isPresent();
        }
    }

    /**
     * What one agent holds of one document.
     *
     * @param agent its did
     * @param behind whether it knows that it may lack something
     * @param state of the newest version, or {@code unknown}
     * @param parts pieces of text and vectors, of any version
     * @param erasable whether bytes that were deleted from this partition still lie in its files
     * @param setAside damaged databases of this partition that are kept beside it
     */
    record Holding(
            String agent,
            boolean behind,
            String state,
            int parts,
            boolean erasable,
            int setAside) {}

    /**
     * Some chunks of a version.
     *
     * @param next where to ask on; empty at the end
     */
    record ChunkPage(List<ChunkBatch> batches, Optional<StoreRead.BatchPlace> next) {
        public ChunkPage {
            batches = List.copyOf(batches);
        }
    }

    /**
     * Some documents of a partition.
     *
     * @param records what is visible or pending, in the order of keys, older versions first
     * @param next the key to ask on after; empty at the end
     */
    record Page(List<DocumentRecord> records, Optional<DocumentKey> next) {
        public Page {
            records = List.copyOf(records);
        }
    }

    /**
     * What one partition holds.
     *
     * @param documents visible documents
     * @param chunks their chunks
     * @param pending versions whose tasks have not ended
     * @param lost documents of which parts are missing on every copy that there is
     * @param bytes on its agent's disk
     * @param records newest first
     */
    record PartitionSummary(
            int partition,
            long documents,
            long chunks,
            long pending,
            long lost,
            long bytes,
            List<DocumentRecord> records) {}
}
