package dev.kith.reputation;

/**
 * Beta distribution of the chance that an agent does right.
 *
 * <p>Source: Jøsang and Ismail, "The Beta Reputation System", 2002.
 *
 * @param good observations for it, with the prior; above 0
 * @param bad observations against it, with the prior; above 0
 */
public record Beta(double good, double bad) {
    public Beta {
        if (!(good > 0 && bad > 0)) {
            throw new IllegalArgumentException("not above 0: " + good + ", " + bad);
        }
    }

    /** Expected share of right results, in (0, 1). */
    public double mean() {
        return good / (good + bad);
    }

    /** The mean less so many standard deviations, at least 0. */
    public double lowerBound(double deviations) {
        double all = good + bad;
        double variance = good * bad / (all * all * (all + 1));
        return Math.max(0, mean() - deviations * Math.sqrt(variance));
    }
}
