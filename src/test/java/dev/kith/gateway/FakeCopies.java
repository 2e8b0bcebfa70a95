package dev.kith.gateway;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import dev.kith.store.StoreWrite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Documents in memory; partition 3 of 4 does not answer. */
final class FakeCopies implements Copies {
    final Map<DocumentKey, Head> heads = new ConcurrentHashMap<>();
    final Map<DocumentKey, List<Segment>> texts = new ConcurrentHashMap<>();
    final List<DocumentKey> lost = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Outcome<Written>> write(StoreWrite write, int copies) {
        throw new UnsupportedOperationException("the gateway never writes");
    }

    @Override
    public CompletionStage<Outcome<Head>> head(DocumentKey key) {
        return CompletableFuture.completedFuture(
                Outcome.good(
                        heads.getOrDefault(
                                key,
                                new Head(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        false))));
    }

    @Override
    public CompletionStage<Outcome<DocumentRecord>> task(TaskId task) {
        throw new UnsupportedOperationException("the gateway asks Tasks");
    }

    @Override
    public CompletionStage<Outcome<Segment>> segment(DocumentKey key, Version version, int index) {
        List<Segment> segments = texts.getOrDefault(key, List.of());
        return CompletableFuture.completedFuture(
                index < segments.size()
                        ? Outcome.good(segments.get(index))
                        : Outcome.bad(Failure.Code.CORRUPT_DATA, "segment " + index + " is lost"));
    }

    @Override
    public CompletionStage<Outcome<ChunkPage>> chunkPage(
            DocumentKey key, Version version, boolean vectors, StoreRead.BatchPlace from) {
        throw new UnsupportedOperationException("only a backup asks");
    }

    @Override
    public CompletionStage<Outcome<Page>> page(
            int partition, Optional<DocumentKey> after, int limit) {
        throw new UnsupportedOperationException("only a backup asks");
    }

    @Override
    public CompletionStage<Outcome<PartitionSummary>> summary(
            int partition, String state, int limit) {
        return CompletableFuture.completedFuture(
                partition == 3
                        ? Outcome.bad(Failure.Code.TIMED_OUT, "no answer")
                        : Outcome.good(
                                new PartitionSummary(
                                        partition, 10, 100, 1, lost.size(), 4096, List.of())));
    }

    @Override
    public CompletionStage<Outcome<List<DocumentKey>>> lost(
            int partition, Optional<DocumentKey> after, int limit) {
        return CompletableFuture.completedFuture(Outcome.good(lost.stream().limit(limit).toList()));
    }

    @Override
    public CompletionStage<Outcome<List<Holding>>> holdings(DocumentKey key) {
        boolean there = texts.containsKey(key);
        String state = there ? "committed" : "deleted";
        return CompletableFuture.completedFuture(
                Outcome.good(
                        List.of(
                                new Holding(
                                        "did:key:z6MkOne", false, state, there ? 2 : 0, false, 0),
                                new Holding(
                                        "did:key:z6MkTwo",
                                        true,
                                        state,
                                        there ? 2 : 0,
                                        !there,
                                        1))));
    }

    @Override
    public int copiesNow() {
        return 2;
    }

    @Override
    public int partitions() {
        return 4;
    }
}
