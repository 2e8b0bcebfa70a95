package dev.kith.store.level;

import java.util.BitSet;

/**
 * Where something may be lacking of what another host has, and about how much.
 *
 * @param ranges of documents that are to be looked at
 * @param wholesale whether that is a lot, and more than what is here
 */
public record Suspicion(BitSet ranges, Lack lack, boolean wholesale) {
    /** Nothing is known yet. */
    public static final Suspicion NONE = new Suspicion(new BitSet(), Lack.NONE, false);

    private static final long LARGE_BYTES = 4L << 20;

    /**
     * What follows from both sides' sums.
     *
     * @param ranges where they differ, and where something here is known not to be whole
     */
    public static Suspicion of(Ranges mine, Ranges theirs, BitSet ranges) {
        Lack lack = mine.lacking(theirs);
        boolean wholesale = lack.bytes() > LARGE_BYTES && lack.bytes() > mine.bytes();
        return new Suspicion(ranges, lack, wholesale);
    }

    /** Whether it is so much, over 4 MiB, that such pulls take turns. */
    public boolean large() {
        return lack.bytes() > LARGE_BYTES;
    }
}
