package dev.kith.store.feed;

import dev.kith.model.Chunk;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.document.Dossier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Brings a search index up to the record, change by change. All methods block; one thread at a
 * time.
 */
final class IndexFeed {
    private static final int PAGE = 200;

    private final PartitionLog log;
    private final PartitionIndex index;
    private long applied;
    private long committed;
    private int uncommitted;

    private IndexFeed(PartitionLog log, PartitionIndex index) {
        this.log = log;
        this.index = index;
        this.applied = index.committedSequence();
        this.committed = applied;
    }

    /**
     * A feed that goes on where the index on disk ends; empty if that is not possible.
     *
     * @param most up to which sequence changes are what they were
     */
    static Optional<IndexFeed> resume(PartitionLog log, PartitionIndex index, long most) {
        var feed = new IndexFeed(log, index);
        boolean known =
                feed.applied >= log.trimmed() && feed.applied <= log.sequence() && feed.isOf(most);
        return known ? Optional.of(feed) : Optional.empty();
    }

    /** Whether it has applied nothing after this change. */
    boolean isOf(long most) {
        return applied <= most;
    }

    /** A feed of a new index, filled with all that is visible. */
    static IndexFeed rebuild(PartitionLog log, PartitionIndex index) throws IOException {
        var feed = new IndexFeed(log, index);
        long sequence = log.sequence();
        Optional<DocumentKey> after = Optional.empty();
        while (true) {
            List<Dossier> page = log.page(after, PAGE);
            for (Dossier dossier : page) {
                Optional<DocumentRecord> newest = dossier.newest();
                if (newest.isEmpty()) continue;
                after = newest.map(DocumentRecord::key);
                if (isSearched(dossier)) feed.apply(newest.get().key());
            }
            if (page.size() < PAGE) break;
        }
        feed.applied = sequence;
        feed.commit();
        return feed;
    }

    /** Applies what changed up to a sequence. */
    void applyUpTo(long sequence) throws IOException {
        if (sequence <= applied) return;
        var keys = new LinkedHashSet<DocumentKey>();
        for (long i = applied + 1; i <= sequence; i++) keys.add(changed(i));
        for (DocumentKey key : keys) apply(key);
        applied = sequence;
    }

    /** Where a change is lost, nobody knows what it was: the index has to be built again. */
    private DocumentKey changed(long sequence) throws IOException {
        Optional<DocumentKey> key;
        try {
            key = log.reader().change(sequence);
        } catch (DamagedRecordException _) {
            key = Optional.empty();
        }
        return key.orElseThrow(() -> new LostChangeException(sequence));
    }

    /** Makes what is applied visible to searches. */
    void refresh() {
        index.refresh();
    }

    /** Syncs what is applied, if anything is new, and lets go of the changes. */
    void commit() {
        if (quiet()) return;
        index.commit(applied);
        committed = applied;
        uncommitted = 0;
        log.trim(committed);
    }

    /** Deleted passages leave the disk with the next commit. */
    void expunge() {
        index.expunge();
        uncommitted++;
    }

    /** Joins small files, which is as good as done whether or not it is ever committed. */
    void tidy() {
        if (index.tidy()) uncommitted++;
    }

    /** Whether there is nothing to commit. */
    boolean quiet() {
        return applied == committed && uncommitted == 0;
    }

    /** Documents applied since the last commit. */
    int uncommitted() {
        return uncommitted;
    }

    private void apply(DocumentKey key) throws IOException {
        uncommitted++;
        try {
            Dossier dossier = log.reader().dossier(key);
            if (isSearched(dossier)) {
                DocumentRecord record = dossier.visible().orElseThrow();
                index.put(record, passages(record));
            } else {
                index.remove(key);
            }
        } catch (DamagedRecordException _) {
            log.defects().mark(key); // fetched anew from another copy, which is a change again
            index.remove(key);
        }
    }

    private static boolean isSearched(Dossier dossier) {
        return dossier.visible().filter(r -> r.state() == DocumentState.COMMITTED).isPresent();
    }

    private List<PartitionIndex.Passage> passages(DocumentRecord record) throws IOException {
        var passages = new ArrayList<PartitionIndex.Passage>();
        var text = new SourceText(log.reader(), record);
        for (int segment = 0; segment < record.segments(); segment++) {
            for (int i = 0; passages.size() < record.chunks(); i++) {
                Optional<StoredBatch> stored =
                        log.reader().batch(record.key(), record.version(), segment, i);
                if (stored.isEmpty()) break;
                addPassages(stored.get(), text, segment, passages);
            }
        }
        return passages;
    }

    private static void addPassages(
            StoredBatch batch, SourceText text, int segment, List<PartitionIndex.Passage> passages)
            throws IOException {
        for (int i = 0; i < batch.chunks().size(); i++) {
            Chunk chunk = batch.chunks().get(i);
            Optional<String> passage = text.passage(segment, chunk.start(), chunk.end());
            if (passage.isEmpty()) continue;
            passages.add(
                    new PartitionIndex.Passage(
                            chunk.start(), chunk.end(), passage.get(), batch.vector(i)));
        }
    }
}
