package dev.kith.reputation.book;

/**
 * Added weights of ratings, by verdict, all as of one moment; each from 0 to 10¹².
 *
 * @param pass weight of right results
 * @param late weight of late ones
 * @param error weight of missing ones
 * @param fail weight of wrong ones
 */
public record Masses(double pass, double late, double error, double fail) {
    public static final Masses NONE = new Masses(0, 0, 0, 0);

    private static final double MAX = 1e12;

    public Masses {
        check(pass);
        check(late);
        check(error);
        check(fail);
    }

    private static void check(double mass) {
        if (!(mass >= 0 && mass <= MAX)) {
            throw new IllegalArgumentException("not a weight of evidence: " + mass);
        }
    }

    /** So much of one verdict. */
    static Masses of(Verdict verdict, double mass) {
        return switch (verdict) {
            case PASS -> new Masses(mass, 0, 0, 0);
            case LATE -> new Masses(0, mass, 0, 0);
            case ERROR -> new Masses(0, 0, mass, 0);
            case FAIL -> new Masses(0, 0, 0, mass);
        };
    }

    Masses plus(Masses other) {
        return new Masses(
                pass + other.pass, late + other.late, error + other.error, fail + other.fail);
    }

    /**
     * The same as the word of somebody who shows nothing for it.
     *
     * @param share what is left of each wrong result, in [0, 1]
     */
    public Masses unshown(double share) {
        return new Masses(pass, late, error, fail * share);
    }

    /** The same, so much later. */
    Masses later(long millis, Weighing weighing) {
        if (millis == 0) return this;
        double positive = weighing.positiveLeft(millis);
        double negative = weighing.negativeLeft(millis);
        return new Masses(pass * positive, late * negative, error * negative, fail * negative);
    }

    public double total() {
        return pass + late + error + fail;
    }

    /** Mean satisfaction in [0, 1]; not a number of no evidence. */
    public double mean() {
        return (pass + reliableShare()) / total();
    }

    /** What speaks for the agent's answering, and in time. */
    public double reliable() {
        return pass + reliableShare();
    }

    /** What speaks against it. */
    public double unreliable() {
        return late * (1 - Verdict.LATE.satisfaction())
                + error * (1 - Verdict.ERROR.satisfaction());
    }

    private double reliableShare() {
        return late * Verdict.LATE.satisfaction() + error * Verdict.ERROR.satisfaction();
    }
}
