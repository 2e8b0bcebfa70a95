package dev.kith.audit.sample;

/**
 * What to expect of checking each result independently with probability q.
 *
 * <p>Throughout: {@code cheated} is the share of an author's results that are wrong, {@code power}
 * the probability that a check of a wrong result finds it; both in (0, 1].
 */
public final class AuditLaw {
    private AuditLaw() {}

    /** Probability that a cheat is found within so many results: 1 − (1 − q·c·d)^n. */
    public static double detected(long results, double rate, double cheated, double power) {
        return 1 - Math.pow(1 - rate * cheated * power, (double) results);
    }

    /**
     * Results after which a cheat is found with this probability: ln(1 − p) / ln(1 − q·c·d),
     * rounded to the nearest; 151 for p = 0.99, q = 0.03 and an author that is always wrong.
     */
    public static long resultsUntil(double probability, double rate, double cheated, double power) {
        double perResult = rate * cheated * power;
        if (perResult >= 1) return 1;
        return Math.round(Math.log(1 - probability) / Math.log(1 - perResult));
    }

    /**
     * Wrong results taken on average before the first is found: (1 − q·d) / (q·d), whatever the
     * share that is cheated. Cheating less often does not pay.
     */
    public static double wrongTaken(double rate, double power) {
        return (1 - rate * power) / (rate * power);
    }

    /**
     * Share of an honest author's first n results that is checked, when the rate follows max(floor,
     * 1/passes) after the first {@code newcomer} checks: the expectation, each check counting as q
     * passes.
     *
     * @param floor 0 for BOINC's rule, which comes to about √(2/n)
     */
    public static double overhead(long results, double floor, int newcomer) {
        double passes = 0;
        for (long i = 0; i < results; i++) passes += rate(passes, floor, newcomer);
        return passes / results;
    }

    private static double rate(double passes, double floor, int newcomer) {
        return passes < newcomer ? 1 : Math.max(floor, 1 / passes);
    }

    /** BOINC's overhead without a floor, for large n: √(2/n). */
    public static double overheadWithoutFloor(long results) {
        return Math.sqrt(2.0 / results);
    }

    /**
     * Probability that m agents, each lying with probability p and all alike, are all lying: p^m.
     */
    public static double quorumWrong(double liars, int agents) {
        return Math.pow(liars, agents);
    }

    /**
     * What is left of a rate when a share of the auditors lies for the author: q·(1 − p), and never
     * less than what the asker computes itself.
     */
    public static double effective(double rate, double colluding, double local) {
        return Math.max(rate * (1 - colluding), local);
    }
}
