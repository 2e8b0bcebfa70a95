package dev.kith.cli.bench.trust;

/**
 * PeerTrust with personal similarity as the raters' credibility: Sim(v, w) = 1 − √(Σ (avgS(x by v)
 * − avgS(x by w))² / |IJS(v, w)|), T(u) = Σ S(u, i) · Sim(p(u, i), w) / Σ Sim(p(u, j), w).
 *
 * <p>Source: Xiong and Liu 2004, §3.2, personalized similarity metric (PSM), with α = 1 and β = 0.
 * A rater that shares no rated peer with the evaluator counts 0.
 */
final class Psm implements TrustMetric {
    private final Community community;

    Psm(Community community) {
        this.community = community;
    }

    @Override
    public double[] trust(int evaluator) {
        int peers = community.peers();
        double[] praised = new double[peers];
        double[] weights = new double[peers];
        for (int rater = 0; rater < peers; rater++) {
            double similarity = rater == evaluator ? 1 : similarity(rater, evaluator);
            for (int subject = 0; subject < peers; subject++) {
                praised[subject] += similarity * community.praises(rater, subject);
                weights[subject] += similarity * community.count(rater, subject);
            }
        }
        for (int i = 0; i < peers; i++) {
            praised[i] = weights[i] == 0 ? UNKNOWN : praised[i] / weights[i];
        }
        return praised;
    }

    private double similarity(int one, int other) {
        double squares = 0;
        int shared = 0;
        for (int peer = 0; peer < community.peers(); peer++) {
            if (community.count(one, peer) == 0 || community.count(other, peer) == 0) continue;
            double difference = community.mean(one, peer) - community.mean(other, peer);
            squares += difference * difference;
            shared++;
        }
        return shared == 0 ? 0 : 1 - Math.sqrt(squares / shared);
    }
}
