package dev.kith.reputation;

import dev.kith.model.Capability;
import dev.kith.reputation.Belief.Parts;
import java.util.Arrays;

/** One evaluator's evidence on every agent, in one trade: sums over all raters. */
final class Row {
    private static final int COLUMNS = WeighedBook.COLUMNS;
    private static final int HALF = COLUMNS / 2;
    private static final int OWN = 0;
    private static final int KNOWN = COLUMNS;
    private static final int STRANGERS = 2 * COLUMNS;
    private static final int STRIDE = 3 * COLUMNS;

    private final int trade;
    private final ReputationSettings settings;
    private final double[] sums;
    private final int[] raters;
    private final double[] gathered = new double[COLUMNS];

    Row(Capability trade, int agents, ReputationSettings settings) {
        this.trade = WeighedBook.number(trade);
        this.settings = settings;
        this.sums = new double[agents * STRIDE];
        this.raters = new int[agents];
    }

    /** Adds what the evaluator has seen itself; never capped. */
    void addOwn(WeighedBook book) {
        add(book, 1, OWN, Double.POSITIVE_INFINITY);
    }

    /** Adds what another rater says. */
    void add(WeighedBook book, Credibility credibility) {
        if (credibility.weight() == 0) return;
        add(
                book,
                credibility.weight(),
                credibility.stranger() ? STRANGERS : KNOWN,
                settings.credibility().pairMax());
    }

    private void add(WeighedBook book, double weight, int part, double max) {
        int entry = 0;
        while (entry < book.count()) {
            int subject = book.subject(entry);
            entry = gather(book, entry, subject);
            int at = subject * STRIDE + part;
            for (int pair = 0; pair < COLUMNS; pair += 2) {
                double all = gathered[pair] + gathered[pair + 1];
                if (all == 0) continue;
                double counted = weight * Math.min(1, max / all);
                sums[at + pair] += counted * gathered[pair];
                sums[at + pair + 1] += counted * gathered[pair + 1];
            }
            raters[subject]++;
        }
    }

    /** Joins the entries of one subject; other trades count a share. The entry after them. */
    private int gather(WeighedBook book, int first, int subject) {
        Arrays.fill(gathered, 0);
        int entry = first;
        while (entry < book.count() && book.subject(entry) == subject) {
            boolean same = book.place(entry) % WeighedBook.TRADES == trade;
            double share = same ? 1 : settings.score().otherTradesShare();
            for (int column = 0; column < COLUMNS; column++) {
                gathered[column] += share * book.value(entry, column);
            }
            entry++;
        }
        return entry;
    }

    /** Whether the results are right. */
    Belief integrity(int subject) {
        return belief(subject, 0);
    }

    /** Whether they come. */
    Belief reliability(int subject) {
        return belief(subject, 2);
    }

    int raters(int subject) {
        return subject < raters.length ? raters[subject] : 0;
    }

    private Belief belief(int subject, int pair) {
        return Belief.of(parts(subject, pair), parts(subject, HALF + pair), settings.score());
    }

    private Parts parts(int subject, int pair) {
        int at = subject * STRIDE + pair;
        if (at >= sums.length) return new Parts(0, 0, 0, 0, 0, 0);
        double strangers = sums[at + STRANGERS] + sums[at + STRANGERS + 1];
        double max = settings.credibility().strangersMax();
        double scale = strangers > max ? max / strangers : 1;
        return new Parts(
                sums[at + OWN],
                sums[at + OWN + 1],
                sums[at + KNOWN],
                sums[at + KNOWN + 1],
                scale * sums[at + STRANGERS],
                scale * sums[at + STRANGERS + 1]);
    }
}
