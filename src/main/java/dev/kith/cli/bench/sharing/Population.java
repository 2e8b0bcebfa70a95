package dev.kith.cli.bench.sharing;

import java.util.SplittableRandom;

/**
 * Who is there: first the founders, then the other good peers, then those of the malicious that
 * give wrong files, then spies.
 *
 * @param founders pre-trusted by everyone
 * @param good with the founders
 * @param liars malicious peers that give wrong files
 * @param spies malicious peers that never do
 * @param rightShare of a liar's answers that are right, in [0, 1]
 */
public record Population(
        Threat threat, int founders, int good, int liars, int spies, double rightShare) {
    private static final int FOUNDERS = 3;
    private static final int GOOD = 63;
    private static final double GOOD_RIGHT = 0.95;

    /** So many liars that they are this share of all; models A and B. */
    public static Population liars(Threat threat, double share) {
        int liars = (int) Math.round(GOOD * share / (1 - share));
        return new Population(threat, FOUNDERS, GOOD, liars, 0, 0);
    }

    /** 53 good peers and 20 liars that give right files in a share of cases; model C. */
    public static Population disguised(double rightShare) {
        return new Population(Threat.C, FOUNDERS, 53, 20, 0, rightShare);
    }

    /** 63 good peers and 40 malicious, a share of which gives wrong files; model D. */
    public static Population spied(double liarShare) {
        int liars = (int) Math.round(40 * liarShare);
        return new Population(Threat.D, FOUNDERS, GOOD, liars, 40 - liars, 0);
    }

    int size() {
        return good + liars + spies;
    }

    boolean good(int peer) {
        return peer < good;
    }

    boolean founder(int peer) {
        return peer < founders;
    }

    boolean liar(int peer) {
        return peer >= good && peer < good + liars;
    }

    /** Whether the next answer of a peer is right. */
    boolean right(int peer, SplittableRandom random) {
        double share = good(peer) ? GOOD_RIGHT : liar(peer) ? rightShare : 1;
        return random.nextDouble() < share;
    }

    /** Whether a rater says that a result was right. */
    boolean praises(int rater, int subject, boolean right) {
        if (good(rater)) return right;
        return threat.collective() ? !good(subject) : !right;
    }
}
