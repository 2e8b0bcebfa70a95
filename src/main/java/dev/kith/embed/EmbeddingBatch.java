package dev.kith.embed;

import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Texts that are answered together, computed in any order by any thread. */
final class EmbeddingBatch {

    /** One text of a batch. */
    record Item(EmbeddingBatch batch, int index) {
        String text() {
            return batch.texts.get(index);
        }
    }

    private final boolean query;
    private final List<String> texts;
    private final AtomicReferenceArray<UnitVector> vectors;
    private final AtomicInteger missing;
    private final CompletableFuture<List<UnitVector>> result = new CompletableFuture<>();
    private boolean begun;

    /**
     * @param texts at least one
     */
    EmbeddingBatch(boolean query, List<String> texts) {
        if (texts.isEmpty()) throw new IllegalArgumentException("a batch has no texts");
        this.query = query;
        this.texts = List.copyOf(texts);
        this.vectors = new AtomicReferenceArray<>(texts.size());
        this.missing = new AtomicInteger(texts.size());
    }

    boolean query() {
        return query;
    }

    /** A text of it is being computed; told and asked under the lock of its lanes only. */
    void begin() {
        begun = true;
    }

    boolean begun() {
        return begun;
    }

    List<Item> items() {
        return IntStream.range(0, texts.size()).mapToObj(i -> new Item(this, i)).toList();
    }

    CompletionStage<List<UnitVector>> result() {
        return result;
    }

    /** Whether a text failed already, so that the others are not worth computing. */
    boolean isOver() {
        return result.isDone();
    }

    void done(int index, UnitVector vector) {
        vectors.set(index, vector);
        if (missing.decrementAndGet() == 0) {
            result.complete(IntStream.range(0, texts.size()).mapToObj(vectors::get).toList());
        }
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }
}
