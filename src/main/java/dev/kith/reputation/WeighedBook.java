package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.BookEntry;
import dev.kith.reputation.book.Masses;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Weighing;
import java.util.List;

/**
 * A rater's book as of one moment, as columns of numbers. Weighed once, it serves any number of
 * evaluators that share the roster; it never changes.
 */
public final class WeighedBook {
    /** Numbers of each entry: good and bad of both beliefs, then the same of the short window. */
    static final int COLUMNS = 8;

    private static final List<Capability> ORDER = List.of(Capability.values());

    static final int TRADES = ORDER.size();

    private final AgentId rater;
    private final int count;
    private final int[] places;
    private final double[] means;
    private final double[] columns;

    private WeighedBook(AgentId rater, int size) {
        this.rater = rater;
        this.places = new int[size];
        this.means = new double[size];
        this.columns = new double[size * COLUMNS];
        this.count = size;
    }

    private WeighedBook(WeighedBook larger, int count) {
        this.rater = larger.rater;
        this.places = larger.places;
        this.means = larger.means;
        this.columns = larger.columns;
        this.count = count;
    }

    /** Where a trade stands among all. */
    static int number(Capability trade) {
        return ORDER.indexOf(trade);
    }

    /** A book with nothing in it. */
    static WeighedBook empty(AgentId rater) {
        return new WeighedBook(rater, 0);
    }

    /**
     * Weighs a book.
     *
     * @param roster gets the book's subjects and its rater
     * @param now milliseconds since 1970
     */
    public static WeighedBook of(RatingBook book, Roster roster, Weighing weighing, long now) {
        WeighedBook weighed = new WeighedBook(book.rater(), book.entries().size());
        roster.number(book.rater());
        int count = 0;
        for (BookEntry entry : book.entries()) {
            Masses all = entry.at(now, weighing);
            if (all.total() == 0) continue;
            weighed.places[count] = roster.number(entry.subject()) * TRADES + number(entry.trade());
            weighed.means[count] = all.mean();
            weighed.fill(count * COLUMNS, all);
            weighed.fill(count * COLUMNS + COLUMNS / 2, entry.recentAt(now, weighing));
            count++;
        }
        return new WeighedBook(weighed, count);
    }

    private void fill(int from, Masses masses) {
        columns[from] = masses.pass();
        columns[from + 1] = masses.fail();
        columns[from + 2] = masses.reliable();
        columns[from + 3] = masses.unreliable();
    }

    public AgentId rater() {
        return rater;
    }

    /** How many entries it has. */
    int count() {
        return count;
    }

    /** Subject and trade of an entry: number of the subject · TRADES + number of the trade. */
    int place(int entry) {
        return places[entry];
    }

    /** The number of an entry's subject. */
    int subject(int entry) {
        return places[entry] / TRADES;
    }

    /** Mean satisfaction in [0, 1]. */
    double mean(int entry) {
        return means[entry];
    }

    /** One of the entry's numbers. */
    double value(int entry, int column) {
        return columns[entry * COLUMNS + column];
    }
}
