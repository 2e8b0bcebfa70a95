package dev.kith.reputation.book;

/** How a result turned out for the one who asked for it. */
public enum Verdict {
    /** Right, and in time. */
    PASS(1),
    /** Right, but late. */
    LATE(0.5),
    /** None came, or an error: unreliable, not dishonest. */
    ERROR(0.25),
    /** Wrong, though it was signed as right. */
    FAIL(0);

    private final double satisfaction;

    Verdict(double satisfaction) {
        this.satisfaction = satisfaction;
    }

    /** In [0, 1]; PeerTrust's S. */
    public double satisfaction() {
        return satisfaction;
    }

    /** Whether it speaks for the agent; what speaks against it fades more slowly. */
    public boolean positive() {
        return this == PASS;
    }
}
