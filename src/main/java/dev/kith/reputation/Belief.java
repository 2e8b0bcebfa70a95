package dev.kith.reputation;

/**
 * What is believed of one side of an agent, and what from.
 *
 * @param usual from the long window
 * @param recent from the short one alone
 * @param recentCounts whether the agent did so much worse of late that only {@code recent} counts
 * @param parts what {@code usual} is made of
 */
public record Belief(Beta usual, Beta recent, boolean recentCounts, Parts parts) {

    /**
     * Observations behind a belief, without the prior. Those of others are already multiplied by
     * their raters' credibility.
     *
     * @param ownGood seen by the evaluator
     * @param knownGood told by raters with enough in common
     * @param strangerGood told by all others, after their common limit
     */
    public record Parts(
            double ownGood,
            double ownBad,
            double knownGood,
            double knownBad,
            double strangerGood,
            double strangerBad) {
        double good() {
            return ownGood + knownGood + strangerGood;
        }

        double bad() {
            return ownBad + knownBad + strangerBad;
        }

        /** All of it, in full ratings. */
        public double evidence() {
            return good() + bad();
        }

        Beta on(double prior) {
            return new Beta(prior + good(), prior + bad());
        }
    }

    /**
     * Joins both windows: where the recent mean is much below the usual one, and there is enough
     * recent evidence, it alone counts.
     *
     * <p>Source: Xiong and Liu 2004, §4.3 "adaptive time window".
     */
    static Belief of(Parts usual, Parts recent, ReputationSettings.Scoring settings) {
        Beta usually = usual.on(settings.prior());
        Beta recently = recent.on(settings.prior());
        boolean dropped =
                usually.mean() - recently.mean() > settings.dropMin()
                        && recent.evidence() >= settings.dropEvidenceMin();
        return new Belief(usually, recently, dropped, usual);
    }

    /** The one that counts. */
    public Beta counted() {
        return recentCounts ? recent : usual;
    }

    /** Expected share of right results, in (0, 1). */
    public double trust() {
        return counted().mean();
    }
}
