package dev.kith.store;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.index.PartitionIndex;
import dev.kith.wire.PartitionSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An index that finds every passage which contains the query's text. What is committed survives in
 * a file that only says the sequence, and in memory beside it.
 */
public final class FakeIndex implements PartitionIndex {
    private record Saved(long sequence, Map<DocumentKey, List<Entry>> entries) {}

    private record Entry(DocumentRecord record, Passage passage) {}

    private static final Map<Path, Saved> DISK = new ConcurrentHashMap<>();

    private final Path folder;
    private final Map<DocumentKey, List<Entry>> applied = new ConcurrentHashMap<>();
    private volatile Map<DocumentKey, List<Entry>> shown = Map.of();
    private volatile long committed;
    private Runnable tidying = () -> {};

    private FakeIndex(Path folder, Saved saved) {
        this.folder = folder;
        this.committed = saved.sequence();
        applied.putAll(saved.entries());
        shown = Map.copyOf(applied);
    }

    public static PartitionIndex open(Path folder) {
        return opened(folder);
    }

    /** The same, which runs something whenever it is to be tidied. */
    public static PartitionIndex tidied(Path folder, Runnable tidying) {
        FakeIndex index = opened(folder);
        index.tidying = tidying;
        return index;
    }

    private static FakeIndex opened(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("sequence");
            if (!Files.exists(file)) return new FakeIndex(folder, new Saved(-1, Map.of()));
            if (!Files.readString(file).equals("good")) {
                throw new IllegalStateException("a damaged index");
            }
            return new FakeIndex(folder, DISK.getOrDefault(folder, new Saved(-1, Map.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long committedSequence() {
        return committed;
    }

    @Override
    public void put(DocumentRecord record, List<Passage> passages) {
        applied.put(record.key(), passages.stream().map(p -> new Entry(record, p)).toList());
    }

    @Override
    public void remove(DocumentKey key) {
        applied.remove(key);
    }

    @Override
    public void commit(long sequence) {
        committed = sequence;
        DISK.put(folder, new Saved(sequence, Map.copyOf(applied)));
        try {
            Files.writeString(folder.resolve("sequence"), "good");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void refresh() {
        shown = Map.copyOf(applied);
    }

    @Override
    public PartitionSearch.Statistics statistics(PartitionSearch.Query query) {
        long passages = shown.values().stream().mapToLong(List::size).sum();
        return new PartitionSearch.Statistics(passages, passages, Map.of());
    }

    @Override
    public List<PartitionSearch.Candidate> candidates(
            PartitionSearch.Query query, PartitionSearch.Statistics global) {
        var found = new ArrayList<PartitionSearch.Candidate>();
        for (List<Entry> entries : shown.values()) {
            for (Entry entry : entries) {
                if (!entry.passage().text().contains(query.text())) continue;
                var version = entry.record().version();
                found.add(
                        new PartitionSearch.Candidate(
                                new PartitionSearch.PassageId(
                                        entry.record().key().id(),
                                        version.time(),
                                        version.agent(),
                                        entry.passage().start(),
                                        entry.passage().end()),
                                0,
                                1));
            }
        }
        return found;
    }

    @Override
    public long count(DocumentRecord record) {
        return shown.getOrDefault(record.key(), List.of()).stream()
                .filter(entry -> entry.record().version().equals(record.version()))
                .count();
    }

    @Override
    public long count() {
        return shown.values().stream().mapToLong(List::size).sum();
    }

    @Override
    public void check() {}

    @Override
    public void expunge() {}

    @Override
    public boolean tidy() {
        tidying.run();
        return false;
    }

    @Override
    public void close() {}
}
