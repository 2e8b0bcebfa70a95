package dev.kith.reputation.book;

import java.time.Duration;

/**
 * How much a rating counts, and how it fades; {@code kith.reputation.evidence}.
 *
 * @param positiveHalfLife after which a PASS counts half
 * @param negativeHalfLife the same of all other verdicts
 * @param subjectiveWeight what a rater's word alone counts, in [0, 1]; everything else counts 1
 * @param chunksFull work from which on a rating has its whole weight
 * @param windowLong what has not been confirmed for so long is not counted at all
 * @param windowShort the recent past, in which an agent that turned bad shows
 * @param entriesMax entries of one book; the most recent are kept
 */
public record Weighing(
        Duration positiveHalfLife,
        Duration negativeHalfLife,
        double subjectiveWeight,
        int chunksFull,
        Duration windowLong,
        Duration windowShort,
        int entriesMax) {
    /** Into how many slots the short window is divided. */
    static final int SLOTS = 4;

    public Weighing {
        positive("positive-half-life", positiveHalfLife);
        positive("negative-half-life", negativeHalfLife);
        positive("window-long", windowLong);
        if (windowShort.toMillis() < SLOTS) {
            throw new IllegalArgumentException(
                    "kith.reputation.evidence.window-short must be at least 4ms: " + windowShort);
        }
        if (!(subjectiveWeight >= 0 && subjectiveWeight <= 1)) {
            throw new IllegalArgumentException(
                    "kith.reputation.evidence.subjective-weight must be from 0 to 1: "
                            + subjectiveWeight);
        }
        if (chunksFull < 1) {
            throw new IllegalArgumentException(
                    "kith.reputation.evidence.chunks-full must be at least 1: " + chunksFull);
        }
        if (entriesMax < 1) {
            throw new IllegalArgumentException(
                    "kith.reputation.evidence.entries-max must be at least 1: " + entriesMax);
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.reputation.evidence." + key + " must be positive: " + value);
        }
    }

    /**
     * What a rating counts when it is new, in [0, 1]: w_kind · min(1, log2(1 + chunks) / log2(1 +
     * chunksFull)).
     */
    double weight(Rating rating) {
        double kind = rating.kind() == EvidenceKind.SUBJECTIVE ? subjectiveWeight : 1;
        return kind * Math.min(1, Math.log1p(rating.chunks()) / Math.log1p(chunksFull));
    }

    /** What is left of a PASS: 2^(−age / half-life); of a negative age, more than all. */
    double positiveLeft(long ageMillis) {
        return left(ageMillis, positiveHalfLife);
    }

    /** What is left of any other verdict. */
    double negativeLeft(long ageMillis) {
        return left(ageMillis, negativeHalfLife);
    }

    private static double left(long ageMillis, Duration halfLife) {
        return ageMillis == 0 ? 1 : Math.pow(2, -(double) ageMillis / halfLife.toMillis());
    }

    /** The slot of the short window that a time falls into. */
    long slot(long time) {
        return time / slotMillis();
    }

    /** When a slot ends: what it holds is weighed as of then. */
    long slotEnd(long slot) {
        return (slot + 1) * slotMillis();
    }

    private long slotMillis() {
        return windowShort.toMillis() / SLOTS;
    }
}
