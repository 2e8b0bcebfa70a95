package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.BookEntry;
import dev.kith.reputation.book.Masses;
import dev.kith.reputation.book.RatingBook;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A rater's book as of one moment, as columns of numbers. Weighed once, it serves any number of
 * evaluators that share the roster. For one thread.
 */
public final class WeighedBook {
    /** Numbers of each entry: good and bad of both beliefs, then the same of the short window. */
    static final int COLUMNS = 8;

    private static final List<Capability> ORDER = List.of(Capability.values());

    /** How many trades there are. */
    static final int TRADES = ORDER.size();

    private final AgentId rater;
    private final ReputationSettings settings;
    private final Map<Capability, Told> told = new EnumMap<>(Capability.class);
    private final int[] places;
    private final double[] means;
    private final double[] columns;
    private int count;

    private WeighedBook(AgentId rater, int size, ReputationSettings settings) {
        this.rater = rater;
        this.settings = settings;
        this.places = new int[size];
        this.means = new double[size];
        this.columns = new double[size * COLUMNS];
    }

    /**
     * What the book says of each subject in one trade, with a share of what it says of its others.
     *
     * @param count how many subjects
     * @param subjects their numbers
     * @param whole numbers of each, as they are
     * @param capped the same, each pair of good and bad together within the limit for one rater
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Told(int count, int[] subjects, double[] whole, double[] capped) {}

    /** A book with nothing in it. */
    static WeighedBook empty(AgentId rater, ReputationSettings settings) {
        return new WeighedBook(rater, 0, settings);
    }

    /** Weighs a book whose every word counts. */
    public static WeighedBook of(
            RatingBook book, Roster roster, ReputationSettings settings, long now) {
        return of(book, roster, settings, now, _ -> true);
    }

    /**
     * Weighs a book.
     *
     * @param roster gets the book's subjects and its rater
     * @param now milliseconds since 1970
     * @param shown of whom the rater has shown a wrong result; of anybody else, that a result was
     *     wrong is its word alone
     */
    public static WeighedBook of(
            RatingBook book,
            Roster roster,
            ReputationSettings settings,
            long now,
            Predicate<AgentId> shown) {
        double word = settings.evidence().subjectiveWeight();
        WeighedBook weighed = new WeighedBook(book.rater(), book.entries().size(), settings);
        roster.number(book.rater());
        for (BookEntry entry : book.entries()) {
            double share = shown.test(entry.subject()) ? 1 : word;
            Masses all = entry.at(now, settings.evidence()).unshown(share);
            if (all.total() == 0) continue;
            Masses recent = entry.recentAt(now, settings.evidence()).unshown(share);
            weighed.add(roster.number(entry.subject()), entry.trade(), all, recent);
        }
        return weighed;
    }

    private void add(int subject, Capability trade, Masses all, Masses recent) {
        places[count] = subject * TRADES + ORDER.indexOf(trade);
        means[count] = all.mean();
        fill(count * COLUMNS, all);
        fill(count * COLUMNS + COLUMNS / 2, recent);
        count++;
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

    /** Mean satisfaction in [0, 1]. */
    double mean(int entry) {
        return means[entry];
    }

    /** What it says in a trade. */
    Told told(Capability trade) {
        Told known = told.get(trade);
        if (known != null) return known;
        Told made = join(ORDER.indexOf(trade));
        told.put(trade, made);
        return made;
    }

    private Told join(int trade) {
        int[] subjects = new int[count];
        double[] whole = new double[count * COLUMNS];
        int joined = 0;
        for (int entry = 0; entry < count; entry++) {
            int subject = places[entry] / TRADES;
            if (joined == 0 || subjects[joined - 1] != subject) subjects[joined++] = subject;
            boolean same = places[entry] % TRADES == trade;
            double share = same ? 1 : settings.score().otherTradesShare();
            for (int column = 0; column < COLUMNS; column++) {
                whole[(joined - 1) * COLUMNS + column] += share * columns[entry * COLUMNS + column];
            }
        }
        return new Told(joined, subjects, whole, capped(whole));
    }

    private double[] capped(double[] whole) {
        double[] capped = whole.clone();
        double max = settings.credibility().pairMax();
        for (int good = 0; good < capped.length; good += 2) {
            double all = capped[good] + capped[good + 1];
            if (all <= max) continue;
            capped[good] *= max / all;
            capped[good + 1] *= max / all;
        }
        return capped;
    }
}
