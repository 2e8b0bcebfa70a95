package dev.kith.placement.fitness;

import dev.kith.reputation.Score;

/**
 * What an agent's reputation counts when work is shared out.
 *
 * <p>{@code factor} is the lower bound of its integrity times its reliability, or what a newcomer
 * gets if that is more. The bound of an agent of which nothing is known is almost 0; with it alone
 * a new agent would never get the work by which it becomes known. What a newcomer gets shrinks with
 * what is held against it: an agent that failed is worth less than an unknown one.
 *
 * @param factor what its speed is multiplied by, in [0, 1]
 * @param integrityBound lower bound of how far its results are right, in [0, 1]
 * @param reliability how far they come in time, in (0, 1)
 * @param evidence what that rests on, in full ratings
 */
public record Regard(double factor, double integrityBound, double reliability, double evidence) {
    /** Trust in an agent of which nothing is known. */
    private static final double PRIOR = 0.5;

    /**
     * From a score.
     *
     * @param newcomerShare of an agent of which nothing is known, in (0, 1]
     */
    static Regard of(Score score, double newcomerShare) {
        double reliability = score.reliability().trust();
        double earned = score.integrityBound() * reliability;
        double asNewcomer =
                newcomerShare
                        * Math.min(1, score.trust() / PRIOR)
                        * Math.min(1, reliability / PRIOR);
        return new Regard(
                Math.max(earned, asNewcomer),
                score.integrityBound(),
                reliability,
                score.evidence());
    }

    /** Of an agent that has not said who it is. */
    static Regard unknown(double newcomerShare) {
        return new Regard(newcomerShare, 0, PRIOR, 0);
    }
}
