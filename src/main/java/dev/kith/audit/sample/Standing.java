package dev.kith.audit.sample;

/**
 * How one agent stood its checks with one model.
 *
 * @param passes checks passed in a row since the last failure
 * @param doubts chunks that are still all checked after a failure
 * @param lateUntil until when it is checked more for being late; milliseconds since 1970
 */
public record Standing(int passes, int doubts, long lateUntil) {
    /** Nothing known. */
    public static final Standing NEW = new Standing(0, 0, 0);

    public Standing {
        if (passes < 0) throw new IllegalArgumentException("passes is negative: " + passes);
        if (doubts < 0) throw new IllegalArgumentException("doubts is negative: " + doubts);
    }

    /** So many chunks were checked and right. */
    public Standing passed(int chunks) {
        return new Standing(passes + chunks, Math.max(0, doubts - chunks), lateUntil);
    }

    /** A chunk was wrong: the next {@code audits} are all checked. */
    public Standing failed(int audits) {
        return new Standing(0, audits, lateUntil);
    }

    /** It was much later than expected. */
    public Standing late(long until) {
        return new Standing(passes, doubts, Math.max(lateUntil, until));
    }
}
