package dev.kith.embed;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Texts of one kind that wait, in the order they came, and how many are being computed. */
final class Lane {
    private final Queue<EmbeddingBatch.Item> waiting = new ArrayDeque<>();
    private int inFlight;

    /** Takes on all texts of a batch; none where they are more than there is room for. */
    boolean take(EmbeddingBatch batch, int inFlightMax) {
        var items = batch.items();
        if (inFlight + items.size() > inFlightMax) return false;
        inFlight += items.size();
        waiting.addAll(items);
        return true;
    }

    /** The next text, from now on computed; null where none waits. */
    EmbeddingBatch.@Nullable Item next() {
        EmbeddingBatch.Item item = waiting.poll();
        if (item != null) item.batch().begin();
        return item;
    }

    /** A text was computed, well or badly. */
    void left() {
        inFlight--;
    }

    /** Texts waiting or computed. */
    int inFlight() {
        return inFlight;
    }

    /** Texts computed now. */
    int running() {
        return inFlight - waiting.size();
    }

    /** Gives up all waiting texts of such batches; those batches. */
    Set<EmbeddingBatch> giveUp(Predicate<EmbeddingBatch> which) {
        Set<EmbeddingBatch> given = new LinkedHashSet<>();
        for (Iterator<EmbeddingBatch.Item> all = waiting.iterator(); all.hasNext(); ) {
            EmbeddingBatch batch = all.next().batch();
            if (!which.test(batch)) continue;
            all.remove();
            inFlight--;
            given.add(batch);
        }
        return given;
    }
}
