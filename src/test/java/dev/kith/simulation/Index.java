package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Version;
import dev.kith.store.index.PartitionIndex;
import dev.kith.wire.PartitionSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An index that knows which version of each document would be found. */
final class Index implements PartitionIndex {
    private final Disk disk;
    private final Map<DocumentKey, Version> found;

    Index(Disk disk) {
        this.disk = disk;
        this.found = new HashMap<>(disk.indexed());
    }

    /** What a search would find now. */
    Map<DocumentKey, Version> found() {
        return Map.copyOf(found);
    }

    @Override
    public long committedSequence() {
        return disk.indexSequence();
    }

    @Override
    public void put(DocumentRecord record, List<Passage> passages) {
        found.put(record.key(), record.version());
    }

    @Override
    public void remove(DocumentKey key) {
        found.remove(key);
    }

    @Override
    public void commit(long sequence) {
        disk.saveIndex(sequence, found);
    }

    @Override
    public void refresh() {}

    @Override
    public PartitionSearch.Statistics statistics(PartitionSearch.Query query) {
        return new PartitionSearch.Statistics(found.size(), found.size(), Map.of());
    }

    @Override
    public List<PartitionSearch.Candidate> candidates(
            PartitionSearch.Query query, PartitionSearch.Statistics global) {
        return List.of();
    }

    @Override
    public long count(DocumentRecord record) {
        return record.version().equals(found.get(record.key())) ? record.chunks() : 0;
    }

    @Override
    public long count() {
        return found.size();
    }

    @Override
    public void check() {}

    @Override
    public void expunge() {}

    @Override
    public boolean tidy() {
        return false;
    }

    @Override
    public void close() {}
}
