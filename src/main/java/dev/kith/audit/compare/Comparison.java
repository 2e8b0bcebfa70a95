package dev.kith.audit.compare;

/**
 * How two vectors of one text compare.
 *
 * @param finding what decided
 * @param cosine between -1 and 1; 0 where it could not be computed
 */
public record Comparison(Finding finding, double cosine) {

    /** What two vectors of one text can be to each other. */
    public enum Finding {
        /** The same, up to rounding. */
        AGREE,
        /** One has a component that is no number. */
        NOT_FINITE,
        /** One has more components than the other. */
        OTHER_DIMENSION,
        /** One's length is not 1. */
        OTHER_LENGTH,
        /** They point elsewhere. */
        APART,
        /** They come from machines whose numbers differ honestly: this says nothing. */
        INCOMPARABLE
    }

    /** Whether they say the same. */
    public boolean agree() {
        return finding == Finding.AGREE;
    }
}
