package dev.kith.cli.bench.index;

import dev.kith.cli.bench.material.Cloud;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.SearchMode;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.index.FilterException;
import dev.kith.store.index.IndexSettings;
import dev.kith.store.index.LucenePartitionIndex;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.index.PartitionIndex.Passage;
import dev.kith.vector.UnitVector;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The partitions of a network on one agent: its own indexes, asked one after the other by the
 * thread that asks, the answers merged. A vector's number is in its passage's name.
 */
final class Partitions implements Rival {
    private static final CollectionName COLLECTION = new CollectionName("bench");
    private static final int PASSAGES = 10;
    private static final int COMMIT_EVERY = 2_000;
    private static final Statistics NONE = new Statistics(0, 0, Map.of());

    private final List<PartitionIndex> indexes;

    private Partitions(List<PartitionIndex> indexes) {
        this.indexes = indexes;
    }

    /**
     * Builds them.
     *
     * @param folder a new one
     * @param count how many partitions
     * @param vectors how many, in documents of ten
     */
    static Partitions build(
            Path folder, IndexSettings settings, int count, Cloud cloud, int vectors) {
        List<PartitionIndex> indexes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indexes.add(LucenePartitionIndex.open(folder.resolve("p" + i), settings));
        }
        for (int from = 0; from < vectors; from += PASSAGES) {
            DocumentRecord record = record(from);
            List<Passage> passages = new ArrayList<>();
            for (int i = from; i < Math.min(vectors, from + PASSAGES); i++) {
                passages.add(new Passage(i, i + 1, "", cloud.vector(i)));
            }
            PartitionIndex index = indexes.get(record.key().partition(count));
            index.put(record, passages);
            if (from % COMMIT_EVERY == 0) commit(indexes, from);
        }
        commit(indexes, vectors);
        return new Partitions(indexes);
    }

    private static void commit(List<PartitionIndex> indexes, long sequence) {
        for (PartitionIndex index : indexes) {
            index.commit(sequence);
            index.refresh();
        }
    }

    private static DocumentRecord record(int first) {
        var key = new DocumentKey(COLLECTION, "document-" + first);
        ContentId content = ContentId.of("");
        return new DocumentRecord(
                key,
                new Version(1, "bench"),
                DocumentState.COMMITTED,
                TaskId.of(key, content),
                content,
                content,
                "",
                "plain",
                Map.of(),
                1,
                PASSAGES,
                PASSAGES,
                0,
                Optional.empty());
    }

    @Override
    public int[] nearest(UnitVector query, int wanted, int effort) {
        var asked =
                new Query(
                        COLLECTION.value(), "", query.toBase64(), SearchMode.SEMANTIC, "", effort);
        List<Candidate> all = new ArrayList<>();
        try {
            for (PartitionIndex index : indexes) all.addAll(index.candidates(asked, NONE));
        } catch (FilterException e) {
            throw new IllegalStateException(e);
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Candidate::dense).reversed())
                .limit(wanted)
                .mapToInt(candidate -> candidate.passage().start())
                .toArray();
    }

    @Override
    public void close() {
        indexes.forEach(PartitionIndex::close);
    }
}
