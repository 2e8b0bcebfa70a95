package dev.kith.cli.bench.sharing;

import java.util.List;
import java.util.SplittableRandom;

/** A way to choose whom to take an answer from, and to learn from ratings. */
interface Choice {
    /**
     * What a check of an answer leads to.
     *
     * <p>{@code NOT_CHECKED}: the answer is used as it is. {@code RIGHT}: it was checked and is
     * used. {@code PROVEN_WRONG}: it was checked, and is not used.
     */
    enum Check {
        NOT_CHECKED,
        RIGHT,
        PROVEN_WRONG
    }

    /** Which of the responders an honest peer takes; there is at least one. */
    int choose(int asker, List<Integer> responders, SplittableRandom random);

    /** Maybe checks an answer before it is used; most ways never do. */
    default Check check(int asker, int responder, boolean lie, SplittableRandom random) {
        return Check.NOT_CHECKED;
    }

    /** Whether a peer may still be asked at all. */
    default boolean allowed(int responder) {
        return true;
    }

    /** A rater says how a result was. */
    void rate(int rater, int subject, boolean praise);

    /** Learns from the ratings up to now. */
    void learn();
}
