package dev.kith.store.index;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch;
import java.util.List;

/**
 * What can be searched of one partition. One thread writes; any thread may search meanwhile, and
 * sees what was applied before the last {@link #refresh}.
 */
public interface PartitionIndex extends AutoCloseable {
    /** Change-log sequence up to which the index on disk is whole; -1 for a new index. */
    long committedSequence();

    /** Replaces whatever the index has of the document by these passages (one atomic step). */
    void put(DocumentRecord record, List<Passage> passages);

    /** Forgets the document; nothing happens if it is not here. */
    void remove(DocumentKey key);

    /** Makes everything applied so far durable, and remembers the sequence. */
    void commit(long sequence);

    /** Makes everything applied so far visible to searches. Cheap when nothing changed. */
    void refresh();

    /**
     * This partition's share of what BM25 needs, over live passages only.
     *
     * @throws FilterException if the query's filter cannot be read
     */
    PartitionSearch.Statistics statistics(PartitionSearch.Query query) throws FilterException;

    /**
     * The best by each list that the mode wants, each scored by both, in no promised order.
     *
     * @param global statistics summed over all partitions
     * @throws FilterException if the query's filter cannot be read
     */
    List<PartitionSearch.Candidate> candidates(
            PartitionSearch.Query query, PartitionSearch.Statistics global) throws FilterException;

    /** Passages of one version that are visible to searches. */
    long count(DocumentRecord record);

    /** All passages that are visible to searches. */
    long count();

    /** Reads all files and compares their checksums; throws if one is damaged. */
    void check();

    /**
     * Writes files with deleted passages anew, so that these leave the disk with the next commit.
     */
    void expunge();

    /**
     * Joins small files, so that searches have fewer to look into; for when nothing else is to do.
     *
     * @return whether the next commit has something to make durable
     */
    boolean tidy();

    /** Lets go of the files. What was not committed is lost. */
    @Override
    void close();

    /**
     * A passage as it is indexed.
     *
     * @param start first UTF-16 index in the document's source text
     * @param end index after the last
     * @param text its words
     * @param vector its meaning
     */
    record Passage(int start, int end, String text, UnitVector vector) {}
}
