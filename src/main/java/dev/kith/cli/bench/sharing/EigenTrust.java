package dev.kith.cli.bench.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Global trust as the principal eigenvector of who is satisfied with whom.
 *
 * <p>c_ij = max(sat − unsat, 0), each row divided by its sum, a row of nothing being p; t = (1 − a)
 * Cᵀ t + a p, p uniform over the founders. A responder is taken with a chance in proportion to its
 * trust, and in a tenth of cases one of those with no trust.
 *
 * <p>Source: Kamvar et al. 2003, equations 1 and 6, algorithm 2, and §7.1; a = 0.2.
 */
final class EigenTrust implements Choice {
    private static final double PRE_TRUST = 0.2;
    private static final double EXPLORE = 0.1;
    private static final int ROUNDS_MAX = 50;
    private static final double STEADY = 1e-6;

    private final double[][] local;
    private final double[] preTrust;
    private double[] trust;

    EigenTrust(Population population) {
        int peers = population.size();
        this.local = new double[peers][peers];
        this.preTrust = new double[peers];
        Arrays.fill(preTrust, 0, population.founders(), 1.0 / population.founders());
        this.trust = preTrust.clone();
    }

    @Override
    public int choose(int asker, List<Integer> responders, SplittableRandom random) {
        if (random.nextDouble() < EXPLORE) {
            List<Integer> unknown = new ArrayList<>();
            for (int responder : responders) if (trust[responder] == 0) unknown.add(responder);
            if (!unknown.isEmpty()) return unknown.get(random.nextInt(unknown.size()));
        }
        double sum = 0;
        for (int responder : responders) sum += trust[responder];
        if (sum == 0) return responders.get(random.nextInt(responders.size()));
        double left = random.nextDouble() * sum;
        int last = responders.getFirst();
        for (int responder : responders) {
            if (trust[responder] == 0) continue;
            last = responder;
            left -= trust[responder];
            if (left < 0) break;
        }
        return last;
    }

    @Override
    public void rate(int rater, int subject, boolean praise) {
        local[rater][subject] += praise ? 1 : -1;
    }

    @Override
    public void learn() {
        int peers = trust.length;
        double[][] rows = new double[peers][peers];
        for (int i = 0; i < peers; i++) {
            double sum = 0;
            for (int j = 0; j < peers; j++) sum += Math.max(0, local[i][j]);
            for (int j = 0; j < peers; j++) {
                rows[i][j] = sum == 0 ? preTrust[j] : Math.max(0, local[i][j]) / sum;
            }
        }
        double[] now = preTrust.clone();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double[] next = new double[peers];
            for (int j = 0; j < peers; j++) next[j] = PRE_TRUST * preTrust[j];
            for (int i = 0; i < peers; i++) {
                double weight = (1 - PRE_TRUST) * now[i];
                if (weight == 0) continue;
                for (int j = 0; j < peers; j++) next[j] += weight * rows[i][j];
            }
            double change = 0;
            for (int j = 0; j < peers; j++) change += Math.abs(next[j] - now[j]);
            now = next;
            if (change < STEADY) break;
        }
        trust = now;
    }
}
