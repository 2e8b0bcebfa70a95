package dev.kith.task.testing;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import dev.kith.store.StoreWrite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store in memory that keeps every write, and fails the next ones when a test says so. */
public final class MemoryCopies implements Copies {
    private final List<StoreWrite> writes = new ArrayList<>();
    private final Map<DocumentKey, TreeMap<Version, DocumentRecord>> records = new HashMap<>();
    private final Map<String, Segment> segments = new HashMap<>();
    private final Map<String, ChunkBatch> batches = new TreeMap<>();
    private final Deque<Failure.Code> failures = new ArrayDeque<>();
    private Predicate<StoreWrite> refused = _ -> false;
    private Failure.Code refusal = Failure.Code.NOT_ENOUGH_COPIES;
    private final List<DocumentKey> lost = new ArrayList<>();
    private final List<DocumentKey> forsaken = new ArrayList<>();
    private final List<ChunkBatch> damaged = new ArrayList<>();
    private int refusals;
    private int headReads;
    private int silentHeads;

    /** The next writes fail so, one each. */
    public synchronized void failNext(Failure.Code... codes) {
        failures.addAll(List.of(codes));
    }

    /** From now on such writes fail so. */
    public synchronized void refuse(Predicate<StoreWrite> such, Failure.Code code) {
        refused = such;
        refusal = code;
    }

    /** How many writes failed because they were such. */
    public synchronized int refusals() {
        return refusals;
    }

    /** The next so many questions for what is known of a document are not answered in time. */
    public synchronized void silentHeads(int count) {
        silentHeads = count;
    }

    /** All writes so far. */
    public synchronized List<StoreWrite> writes() {
        return List.copyOf(writes);
    }

    /** All segments of one version, joined. */
    public synchronized String text(DocumentRecord record) {
        var text = new StringBuilder();
        for (int i = 0; i < record.segments(); i++) {
            Segment segment = segments.get(name(record.key(), record.version()) + "/" + i);
            if (segment != null) text.append(segment.text());
        }
        return text.toString();
    }

    /** All batches of one version. */
    public synchronized List<ChunkBatch> batches(DocumentRecord record) {
        String prefix = name(record.key(), record.version()) + "/";
        return batches.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The newest record of a document. */
    public synchronized Optional<DocumentRecord> newest(DocumentKey key) {
        var versions = records.get(key);
        return versions == null ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
    }

    /** This much is gone of a document from every copy. */
    public synchronized void lose(DocumentRecord record, boolean text) {
        String prefix = name(record.key(), record.version()) + "/";
        batches.keySet().removeIf(name -> name.startsWith(prefix));
        if (text) segments.keySet().removeIf(name -> name.startsWith(prefix));
        lost.add(record.key());
    }

    /** What is gone of a document is not waited for any more. */
    public synchronized void forsake(DocumentRecord record) {
        forsaken.add(record.key());
    }

    /** One batch of a document is damaged on every copy, counted from 0. */
    public synchronized void damage(DocumentRecord record, int batch) {
        damaged.add(batches(record).get(batch));
        lost.add(record.key());
    }

    /** How often heads were read. */
    public synchronized int headReads() {
        return headReads;
    }

    /** Happens right after a task's record was read, before whoever asked hears of it. */
    public volatile Consumer<DocumentRecord> afterRead = _ -> {};

    @Override
    public synchronized CompletionStage<Outcome<Written>> write(StoreWrite write, int copies) {
        if (!failures.isEmpty()) return bad(failures.remove());
        if (refused.test(write)) {
            refusals++;
            return bad(refusal);
        }
        writes.add(write);
        switch (write) {
            case StoreWrite.PutDocument(var record, var texts) -> {
                put(record);
                texts.forEach(segment -> put(record.key(), record.version(), segment));
            }
            case StoreWrite.PutSegments(var key, var version, var texts) ->
                    texts.forEach(segment -> put(key, version, segment));
            case StoreWrite.PutChunks(var key, var version, var list) ->
                    list.forEach(batch ->
                            batches.put(
                                    "%s/%05d/%05d"
                                            .formatted(
                                                    name(key, version),
                                                    batch.segment(),
                                                    batch.batch()),
                                    batch));
            case StoreWrite.PutStored _ ->
                    throw new IllegalArgumentException("only a host gives that to itself");
            case StoreWrite.Settle(var record) -> put(record);
        }
        return good(new Written(Math.max(2, copies)));
    }

    @Override
    public synchronized CompletionStage<Outcome<Head>> head(DocumentKey key) {
        headReads++;
        if (silentHeads > 0) {
            silentHeads--;
            return CompletableFuture.completedStage(
                    Outcome.bad(Failure.Code.TIMED_OUT, "too few copies answered in time"));
        }
        var versions = records.getOrDefault(key, new TreeMap<>());
        var newestFirst = versions.descendingMap().values();
        return good(
                new Head(
                        newestFirst.stream().filter(r -> r.state().decides()).findFirst(),
                        newestFirst.stream().findFirst(),
                        newestFirst.stream().filter(r -> !r.state().isGivenUp()).findFirst(),
                        lost.contains(key),
                        forsaken.contains(key)));
    }

    @Override
    public synchronized CompletionStage<Outcome<DocumentRecord>> task(TaskId task) {
        Optional<DocumentRecord> found =
                records.values().stream()
                        .flatMap(versions -> versions.values().stream())
                        .filter(record -> record.task().equals(task))
                        .max(Comparator.comparing(DocumentRecord::version));
        found.ifPresent(afterRead);
        return found.map(MemoryCopies::good).orElseGet(() -> bad(Failure.Code.NOT_FOUND));
    }

    @Override
    public synchronized CompletionStage<Outcome<Segment>> segment(
            DocumentKey key, Version version, int index) {
        Segment segment = segments.get(name(key, version) + "/" + index);
        return segment == null ? bad(Failure.Code.NOT_FOUND) : good(segment);
    }

    @Override
    public synchronized CompletionStage<Outcome<ChunkPage>> chunkPage(
            DocumentKey key, Version version, boolean vectors, StoreRead.BatchPlace from) {
        String prefix = name(key, version) + "/";
        List<ChunkBatch> rest =
                batches.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix))
                        .map(Map.Entry::getValue)
                        .filter(batch ->
                                batch.segment() > from.segment()
                                        || (batch.segment() == from.segment()
                                                && batch.batch() >= from.batch()))
                        .toList();
        if (!rest.isEmpty() && damaged.contains(rest.getFirst())) {
            return bad(Failure.Code.CORRUPT_DATA);
        }
        var next = rest.stream().skip(1).findFirst().map(MemoryCopies::place);
        return good(new ChunkPage(rest.stream().limit(1).toList(), next));
    }

    @Override
    public synchronized CompletionStage<Outcome<Page>> page(
            int partition, Optional<DocumentKey> after, int limit) {
        if (!failures.isEmpty()) return bad(failures.remove());
        List<DocumentKey> keys =
                records.keySet().stream()
                        .filter(key -> key.partition(partitions()) == partition)
                        .filter(key ->
                                after.isEmpty() || text(key).compareTo(text(after.get())) > 0)
                        .sorted(Comparator.comparing(MemoryCopies::text))
                        .limit(limit)
                        .toList();
        var page = new ArrayList<DocumentRecord>();
        for (DocumentKey key : keys) {
            for (DocumentRecord record : records.getOrDefault(key, new TreeMap<>()).values()) {
                if (record.state().decides()) page.removeIf(r -> r.key().equals(key));
                if (record.state() != DocumentState.DELETED) page.add(record);
            }
        }
        boolean more = keys.size() == limit;
        return good(new Page(page, more ? Optional.of(keys.getLast()) : Optional.empty()));
    }

    private static StoreRead.BatchPlace place(ChunkBatch batch) {
        return new StoreRead.BatchPlace(batch.segment(), batch.batch());
    }

    private static String text(DocumentKey key) {
        return key.collection().value() + "/" + key.id();
    }

    @Override
    public synchronized CompletionStage<Outcome<PartitionSummary>> summary(
            int partition, String state, int limit) {
        List<DocumentRecord> found =
                records.entrySet().stream()
                        .filter(entry -> entry.getKey().partition(partitions()) == partition)
                        .flatMap(entry -> entry.getValue().values().stream())
                        .filter(r -> state.isEmpty() || r.state().word().equals(state))
                        .sorted(Comparator.comparing(DocumentRecord::version).reversed())
                        .limit(limit)
                        .toList();
        long pending = found.stream().filter(r -> r.state() == DocumentState.PENDING).count();
        long committed = found.stream().filter(r -> r.state() == DocumentState.COMMITTED).count();
        return good(new PartitionSummary(partition, committed, 0, pending, 0, 0, found));
    }

    @Override
    public synchronized CompletionStage<Outcome<List<DocumentKey>>> lost(
            int partition, Optional<DocumentKey> after, int limit) {
        return good(
                lost.stream()
                        .filter(key -> key.partition(partitions()) == partition)
                        .filter(key ->
                                after.isEmpty() || text(key).compareTo(text(after.get())) > 0)
                        .sorted(Comparator.comparing(MemoryCopies::text))
                        .limit(limit)
                        .toList());
    }

    @Override
    public CompletionStage<Outcome<List<Holding>>> holdings(DocumentKey key) {
        throw new UnsupportedOperationException("tasks never ask");
    }

    @Override
    public int copiesNow() {
        return 2;
    }

    @Override
    public int partitions() {
        return 4;
    }

    private void put(DocumentRecord record) {
        records.computeIfAbsent(record.key(), _ -> new TreeMap<>())
                .merge(record.version(), record, DocumentRecord::merge);
    }

    private void put(DocumentKey key, Version version, Segment segment) {
        segments.put(name(key, version) + "/" + segment.index(), segment);
    }

    private static String name(DocumentKey key, Version version) {
        return key.id() + "@" + version.time() + version.agent();
    }

    private static <T> CompletionStage<Outcome<T>> good(T value) {
        return CompletableFuture.completedStage(Outcome.good(value));
    }

    private static <T> CompletionStage<Outcome<T>> bad(Failure.Code code) {
        return CompletableFuture.completedStage(Outcome.bad(code, "as the test wants it"));
    }
}
