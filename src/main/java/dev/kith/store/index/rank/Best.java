package dev.kith.store.index.rank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the best few of many scored passages; equals are decided by {@link Order}. */
final class Best {
    private final int max;
    private final Order order;
    private final PriorityQueue<Entry> worstFirst;

    Best(int max, Order order) {
        this.max = max;
        this.order = order;
        this.worstFirst =
                new PriorityQueue<>(
                        Comparator.<Entry>comparingDouble(entry -> entry.score)
                                .thenComparing(Entry::name, Comparator.reverseOrder()));
    }

    /** Takes the passage if it is among the best so far; whether it did. */
    boolean offer(int passage, double score) {
        if (worstFirst.size() < max) return worstFirst.add(new Entry(passage, score));
        Entry worst = worstFirst.element();
        if (score < worst.score) return false;
        Entry entry = new Entry(passage, score);
        if (score == worst.score && entry.name().compareTo(worst.name()) > 0) return false;
        worstFirst.remove();
        return worstFirst.add(entry);
    }

    /** Whether only scores of at least {@link #least} still matter. */
    boolean full() {
        return worstFirst.size() == max;
    }

    /** The lowest score kept. */
    double least() {
        return worstFirst.element().score;
    }

    /** The passages kept, in no order. */
    int[] passages() {
        return worstFirst.stream().mapToInt(entry -> entry.passage).toArray();
    }

    /** Looks its name up only when there is a tie: that is dear and rare. */
    private final class Entry {
        private final int passage;
        private final double score;
        private Order.@Nullable Name name;

        private Entry(int passage, double score) {
            this.passage = passage;
            this.score = score;
        }

        private Order.Name name() {
            Order.Name known = name;
            if (known == null) {
                try {
                    known = order.name(passage);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                name = known;
            }
            return known;
        }
    }
}
