package dev.kith.task.restore;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.Restorer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One version on its way back to the store. Holds at most one message of parts beside the few
 * writes under way. Used by one caller, a step at a time.
 */
final class Returning implements Restorer.Arriving {
    private static final long PART_BYTES = 200;
    private static final long CHUNK_BYTES = 48;

    private static final CompletionStage<Outcome<Boolean>> DONE =
            CompletableFuture.completedStage(Outcome.good(true));

    private final Means means;
    private final DocumentRecord record;
    private final boolean withVectors;
    private final List<Segment> segments = new ArrayList<>();
    private final List<ChunkBatch> batches = new ArrayList<>();
    private final ArrayDeque<CompletionStage<Outcome<Copies.Written>>> writes = new ArrayDeque<>();
    private Optional<Failure> lost = Optional.empty();
    private long segmentBytes;
    private long batchBytes;

    /**
     * A version.
     *
     * @param record under the version that it gets here
     * @param withVectors whether its passages are stored; otherwise they are dropped and a task
     *     makes them anew
     */
    Returning(Means means, DocumentRecord record, boolean withVectors) {
        this.means = means;
        this.record = record;
        this.withVectors = withVectors;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> text(Segment segment) {
        long bytes = PART_BYTES + segment.text().getBytes(StandardCharsets.UTF_8).length;
        boolean full = segmentBytes + bytes > means.limits().writeBytesMax();
        CompletionStage<Outcome<Boolean>> room = full ? writeSegments() : DONE;
        segments.add(segment);
        segmentBytes += bytes;
        return room;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> passages(ChunkBatch batch) {
        if (!withVectors) return DONE;
        long bytes = PART_BYTES + batch.chunks().size() * CHUNK_BYTES;
        for (String vector : batch.vectors()) bytes += vector.length();
        boolean full = batchBytes + bytes > means.limits().writeBytesMax();
        CompletionStage<Outcome<Boolean>> room = full ? writeBatches() : DONE;
        batches.add(batch);
        batchBytes += bytes;
        return room;
    }

    @Override
    public CompletionStage<Outcome<Restorer.Back>> finish() {
        return withVectors ? commit() : accept();
    }

    private CompletionStage<Outcome<Restorer.Back>> commit() {
        var committed = record.with(DocumentState.COMMITTED, record.chunks(), Optional.empty());
        return onGood(
                onGood(onGood(writeSegments(), this::writeBatches), this::settled),
                () ->
                        means.copies()
                                .write(new StoreWrite.Settle(committed), 0)
                                .thenApply(outcome ->
                                        outcome.then(_ ->
                                                Outcome.good(
                                                        new Restorer.Back(
                                                                Restorer.How.RESTORED,
                                                                Optional.empty())))));
    }

    private CompletionStage<Outcome<Restorer.Back>> accept() {
        List<Segment> rest = List.copyOf(segments);
        var pending = record.with(DocumentState.PENDING, 0, Optional.empty());
        return onGood(
                settled(),
                () ->
                        means.entrance()
                                .take(pending, rest)
                                .thenApply(outcome ->
                                        outcome.then(accepted ->
                                                Outcome.good(
                                                        new Restorer.Back(
                                                                Restorer.How.INGESTING,
                                                                Optional.of(accepted.task()))))));
    }

    private CompletionStage<Outcome<Boolean>> writeSegments() {
        if (segments.isEmpty()) return DONE;
        var write =
                new StoreWrite.PutSegments(record.key(), record.version(), List.copyOf(segments));
        segments.clear();
        segmentBytes = 0;
        return write(write);
    }

    private CompletionStage<Outcome<Boolean>> writeBatches() {
        if (batches.isEmpty()) return DONE;
        var write = new StoreWrite.PutChunks(record.key(), record.version(), List.copyOf(batches));
        batches.clear();
        batchBytes = 0;
        return write(write);
    }

    private CompletionStage<Outcome<Boolean>> write(StoreWrite write) {
        writes.add(means.copies().write(write, 0));
        return writes.size() < means.limits().writesInFlight() ? DONE : eldest();
    }

    /** All writes are acknowledged, or one of them was not. */
    private CompletionStage<Outcome<Boolean>> settled() {
        return writes.isEmpty()
                ? CompletableFuture.completedStage(whole())
                : onGood(eldest(), this::settled);
    }

    private CompletionStage<Outcome<Boolean>> eldest() {
        return writes.remove()
                .thenApply(outcome -> {
                    if (outcome instanceof Outcome.Bad<Copies.Written>(var failure)) {
                        String what = "a part of it was not stored: " + failure.detail();
                        lost = Optional.of(new Failure(Failure.Code.TIMED_OUT, what));
                    }
                    return whole();
                });
    }

    /** A version of which a part was lost is never finished, however often that is asked. */
    private Outcome<Boolean> whole() {
        return lost.<Outcome<Boolean>>map(Outcome.Bad::new).orElseGet(() -> Outcome.good(true));
    }

    private interface Next<T> {
        CompletionStage<Outcome<T>> step();
    }

    private static <T> CompletionStage<Outcome<T>> onGood(
            CompletionStage<Outcome<Boolean>> before, Next<T> next) {
        return before.thenCompose(outcome ->
                switch (outcome) {
                    case Outcome.Good<Boolean> _ -> next.step();
                    case Outcome.Bad<Boolean>(var failure) ->
                            CompletableFuture.completedStage(new Outcome.Bad<>(failure));
                });
    }
}
