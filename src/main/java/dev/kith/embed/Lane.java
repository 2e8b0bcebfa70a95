package dev.kith.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one kind that wait, and how many are being computed. Each asker's texts go in the order
 * they came; several askers take turns, one of twice the weight twice as often, however much each
 * has waiting.
 *
 * <p>Source: Golestani, "A Self-Clocked Fair Queueing Scheme for Broadband Applications", 1994: a
 * text finishes 1 / weight after its asker's last, or after the text that is served now.
 */
final class Lane {
    /**
     * Who has texts embedded.
     *
     * @param name its did; empty for this agent's own
     * @param weight of its texts against those of others that wait; at least 1
     */
    record Asker(String name, double weight) {
        /** This agent. */
        static final Asker SELF = new Asker("", 1);

        Asker {
            if (!(weight >= 1)) throw new IllegalArgumentException("weight is below 1: " + weight);
        }
    }

    private record Waiting(EmbeddingBatch.Item item, double finish, long number) {}

    private final Queue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Waiting::finish).thenComparingLong(Waiting::number));
    private final Map<String, Double> last = new HashMap<>();
    private double served;
    private long numbers;
    private int inFlight;

    /** Takes on all texts of a batch; none where they are more than there is room for. */
    boolean take(EmbeddingBatch batch, Asker asker, int inFlightMax) {
        var items = batch.items();
        if (items.size() > inFlightMax - inFlight) return false;
        inFlight += items.size();
        double finish = Math.max(served, last.getOrDefault(asker.name(), 0.0));
        for (EmbeddingBatch.Item item : items) {
            finish += 1 / asker.weight();
            waiting.add(new Waiting(item, finish, numbers++));
        }
        last.put(asker.name(), finish);
        if (last.size() > inFlightMax) last.values().removeIf(before -> before <= served);
        return true;
    }

    /** The next text, from now on computed; null where none waits. */
    EmbeddingBatch.@Nullable Item next() {
        return within(Integer.MAX_VALUE);
    }

    /** The next few, as long as all of them together have no more UTF-16 chars. */
    List<EmbeddingBatch.Item> next(int count, int charsMax) {
        List<EmbeddingBatch.Item> few = new ArrayList<>();
        int room = charsMax;
        while (few.size() < count) {
            EmbeddingBatch.Item next = within(room);
            if (next == null) break;
            few.add(next);
            room -= next.text().length();
        }
        return few;
    }

    private EmbeddingBatch.@Nullable Item within(int charsMax) {
        Waiting next = waiting.peek();
        if (next == null || next.item().text().length() > charsMax) return null;
        waiting.remove();
        served = next.finish();
        next.item().batch().begin();
        if (waiting.isEmpty()) {
            served = 0;
            last.clear();
        }
        return next.item();
    }

    /** A text was computed, well or badly. */
    void left() {
        inFlight--;
    }

    /** Texts waiting or computed. */
    int inFlight() {
        return inFlight;
    }

    /** Texts waiting. */
    int waiting() {
        return waiting.size();
    }

    /** Gives up all waiting texts of such batches; those batches. */
    Set<EmbeddingBatch> giveUp(Predicate<EmbeddingBatch> which) {
        Set<EmbeddingBatch> given = new LinkedHashSet<>();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            EmbeddingBatch batch = all.next().item().batch();
            if (!which.test(batch)) continue;
            all.remove();
            inFlight--;
            given.add(batch);
        }
        return given;
    }
}
