package dev.kith.cli.bench.trust;

import java.util.Arrays;

/**
 * PeerTrust with the raters' own trust as their credibility: T(u) = Σ S(u, i) · T(p(u, i)) / Σ
 * T(p(u, j)), to the fixed point.
 *
 * <p>Source: Xiong and Liu 2004, §3.2, trust value metric (TVM), with α = 1 and β = 0.
 */
final class Tvm implements TrustMetric {
    private static final int ROUNDS_MAX = 200;
    private static final double STEADY = 1e-9;

    private final double[] trust;

    Tvm(Community community) {
        double[] now = new double[community.peers()];
        Arrays.fill(now, 1);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double[] next = next(community, now);
            double change = 0;
            for (int i = 0; i < now.length; i++) {
                change = Math.max(change, Math.abs(next[i] - now[i]));
            }
            now = next;
            if (change < STEADY) break;
        }
        this.trust = now;
    }

    private static double[] next(Community community, double[] now) {
        double[] praised = new double[now.length];
        double[] weights = new double[now.length];
        for (int rater = 0; rater < now.length; rater++) {
            for (int subject = 0; subject < now.length; subject++) {
                praised[subject] += now[rater] * community.praises(rater, subject);
                weights[subject] += now[rater] * community.count(rater, subject);
            }
        }
        for (int i = 0; i < praised.length; i++) {
            praised[i] = weights[i] == 0 ? UNKNOWN : praised[i] / weights[i];
        }
        return praised;
    }

    @Override
    public double[] trust(int evaluator) {
        return trust;
    }
}
