package dev.kith.cli.bench.trust;

/**
 * The mean of all ratings, whoever gave them: T(u) = Σ S(u, i) / I(u).
 *
 * <p>Source: Xiong and Liu 2004, §5.2, the "conventional" baseline.
 */
final class Conventional implements TrustMetric {
    private final double[] trust;

    Conventional(Community community) {
        this.trust = new double[community.peers()];
        for (int subject = 0; subject < trust.length; subject++) {
            int count = 0;
            int praises = 0;
            for (int rater = 0; rater < trust.length; rater++) {
                count += community.count(rater, subject);
                praises += community.praises(rater, subject);
            }
            trust[subject] = count == 0 ? UNKNOWN : (double) praises / count;
        }
    }

    @Override
    public double[] trust(int evaluator) {
        return trust;
    }
}
