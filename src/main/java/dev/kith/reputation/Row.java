package dev.kith.reputation;

import dev.kith.model.Capability;
import dev.kith.reputation.Belief.Parts;

/** One evaluator's evidence on every agent, in one trade: sums over all raters. */
final class Row {
    private static final int COLUMNS = WeighedBook.COLUMNS;
    private static final int HALF = COLUMNS / 2;
    private static final int OWN = 0;
    private static final int KNOWN = COLUMNS;
    private static final int STRANGERS = 2 * COLUMNS;
    private static final int STRIDE = 3 * COLUMNS;

    private final Capability trade;
    private final ReputationSettings settings;
    private final double[] sums;
    private final int[] raters;

    Row(Capability trade, int agents, ReputationSettings settings) {
        this.trade = trade;
        this.settings = settings;
        this.sums = new double[agents * STRIDE];
        this.raters = new int[agents];
    }

    /** Adds what the evaluator has seen itself; never capped. */
    void addOwn(WeighedBook book) {
        WeighedBook.Told told = book.told(trade);
        add(told, told.whole(), 1, OWN);
    }

    /** Adds what another rater says. */
    void add(WeighedBook book, Credibility credibility) {
        if (credibility.weight() == 0) return;
        WeighedBook.Told told = book.told(trade);
        int part = credibility.stranger() ? STRANGERS : KNOWN;
        add(told, told.capped(), credibility.weight(), part);
    }

    private void add(WeighedBook.Told told, double[] values, double weight, int part) {
        for (int i = 0; i < told.count(); i++) {
            int subject = told.subjects()[i];
            int to = subject * STRIDE + part;
            int from = i * COLUMNS;
            for (int column = 0; column < COLUMNS; column++) {
                sums[to + column] += weight * values[from + column];
            }
            raters[subject]++;
        }
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
