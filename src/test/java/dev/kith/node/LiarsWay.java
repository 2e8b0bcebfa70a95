package dev.kith.node;

import dev.kith.node.LyingModel.Lie;

/** Ways in which one agent of a network lies, and what should follow. */
enum LiarsWay {
    HONEST(Lie.NONE, Fate.NONE),
    RANDOM_VECTORS(Lie.RANDOM, Fate.QUARANTINED),
    ANOTHER_MODEL(Lie.OTHER_MODEL, Fate.QUARANTINED),
    FIRST_64_TOKENS(Lie.FIRST_WORDS, Fate.QUARANTINED),
    AN_OLD_ANSWER(Lie.OLD_ANSWER, Fate.QUARANTINED),
    ONE_IN_TEN_WRONG(Lie.ONE_IN_TEN, Fate.QUARANTINED),
    WRONG_AFTER_200(Lie.AFTER_200, Fate.QUARANTINED),
    FORGED_CARDS(Lie.NONE, Fate.REFUSED),
    FORGED_RATINGS(Lie.NONE, Fate.REFUSED),
    EQUIVOCATION(Lie.NONE, Fate.QUARANTINED),
    WITHHOLDING(Lie.SILENT, Fate.PASSED_BY);

    /** What should become of a liar. */
    enum Fate {
        /** Everybody is left alone. */
        NONE,
        /** Quarantined by every honest agent. */
        QUARANTINED,
        /** Nobody believes what it says, and nothing more can be proven of it. */
        REFUSED,
        /** What it does not do, others do. */
        PASSED_BY
    }

    private final Lie lie;
    private final Fate fate;

    LiarsWay(Lie lie, Fate fate) {
        this.lie = lie;
        this.fate = fate;
    }

    /** How its model lies. */
    Lie lie() {
        return lie;
    }

    Fate fate() {
        return fate;
    }

    /** Whether what it computes is wrong, so that nothing of it may stay. */
    boolean computesWrongly() {
        return fate == Fate.QUARANTINED && lie != Lie.NONE;
    }

    /** Whether it lies on the board, with an honest model. */
    boolean onTheBoard() {
        return lie == Lie.NONE && fate != Fate.NONE;
    }
}
