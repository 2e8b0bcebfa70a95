package dev.kith.chunk;

import java.util.Arrays;

/** The tokens of one segment, found once and counted in any part of it. */
final class Tokens {
    private final int[] starts;

    /**
     * Tokens that begin at these offsets.
     *
     * @param starts ascending; as {@link TokenCounter#starts}
     */
    Tokens(int[] starts) {
        this.starts = starts.clone();
        Arrays.sort(this.starts);
    }

    /** All of them. */
    int count() {
        return starts.length;
    }

    /** Those that begin in [start, end). */
    int count(int start, int end) {
        return firstFrom(end) - firstFrom(start);
    }

    /** The furthest end so that [start, end) has at most {@code most} tokens. */
    int reach(int start, int most) {
        int beyond = firstFrom(start) + most;
        return beyond < starts.length ? starts[beyond] : Integer.MAX_VALUE;
    }

    /** Index of the first token that begins at or after {@code offset}. */
    private int firstFrom(int offset) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
