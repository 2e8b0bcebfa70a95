package dev.kith.cli.bench.trust;

import java.util.SplittableRandom;

/**
 * Peers, and what each has rated each other, added up.
 *
 * <p>Honest peers behave well in 95 % of their transactions and say what they saw. Malicious ones
 * behave badly at the rate {@code badRate} and else like honest ones; whatever happened, they
 * praise each other and run down the honest. Colluding ones also praise each other for transactions
 * that never were.
 */
final class Community {
    static final double HONEST_GOOD = 0.95;

    private final int malicious;
    private final double badRate;
    private final int[][] counts;
    private final int[][] praises;

    /**
     * What makes a community.
     *
     * @param peers how many; the malicious are the last of them
     * @param maliciousShare in [0, 1)
     * @param badRate share of a malicious peer's transactions in which it behaves badly
     * @param transactionsEach mean number of a peer's transactions
     * @param fakesEach praising transactions that each colluder makes up; 0 without collusion
     */
    record Setting(
            int peers,
            double maliciousShare,
            double badRate,
            int transactionsEach,
            int fakesEach) {}

    private Community(Setting setting) {
        int peers = setting.peers();
        this.malicious = (int) Math.round(peers * setting.maliciousShare());
        this.badRate = setting.badRate();
        this.counts = new int[peers][peers];
        this.praises = new int[peers][peers];
    }

    static Community of(Setting setting, SplittableRandom random) {
        Community community = new Community(setting);
        int peers = setting.peers();
        for (int i = 0; i < peers * setting.transactionsEach() / 2; i++) {
            int one = random.nextInt(peers);
            int other = (one + 1 + random.nextInt(peers - 1)) % peers;
            community.deal(one, other, random);
            community.deal(other, one, random);
        }
        if (community.malicious < 2) return community;
        for (int liar = peers - community.malicious; liar < peers; liar++) {
            for (int i = 0; i < setting.fakesEach(); i++) {
                int step = 1 + random.nextInt(community.malicious - 1);
                int first = peers - community.malicious;
                int friend = first + (liar - first + step) % community.malicious;
                community.rate(liar, friend, true);
            }
        }
        return community;
    }

    private void deal(int rater, int subject, SplittableRandom random) {
        boolean well = random.nextDouble() < truth(subject);
        rate(rater, subject, honest(rater) ? well : !honest(subject));
    }

    private void rate(int rater, int subject, boolean praise) {
        counts[rater][subject]++;
        if (praise) praises[rater][subject]++;
    }

    int peers() {
        return counts.length;
    }

    boolean honest(int peer) {
        return peer < counts.length - malicious;
    }

    /** The probability that a peer behaves well. */
    double truth(int peer) {
        return honest(peer) ? HONEST_GOOD : HONEST_GOOD * (1 - badRate);
    }

    /** How often one has rated the other. */
    int count(int rater, int subject) {
        return counts[rater][subject];
    }

    /** How often well. */
    int praises(int rater, int subject) {
        return praises[rater][subject];
    }

    /** The mean of those ratings; not a number without any. */
    double mean(int rater, int subject) {
        return (double) praises[rater][subject] / counts[rater][subject];
    }
}
