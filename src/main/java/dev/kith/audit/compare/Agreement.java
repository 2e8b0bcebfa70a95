package dev.kith.audit.compare;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Comparison.Finding;

/**
 * Says whether two vectors of one text agree: finite, of one dimension, of length 1 ± 1e-3, and
 * with at least the cosine of their numeric class.
 */
public final class Agreement {
    private final AuditSettings.Tolerances tolerances;

    public Agreement(AuditSettings.Tolerances tolerances) {
        this.tolerances = tolerances;
    }

    /** Whether vectors of these classes may be compared at all. */
    public static boolean comparable(NumericClass one, NumericClass other) {
        return one.equals(other);
    }

    /** Whether a vector can be right at all; everything else needs a second one. */
    public boolean sound(float[] vector) {
        double length = length(vector);
        return Double.isFinite(length) && Math.abs(length - 1) <= tolerances.lengthErrorMax();
    }

    /** Compares two vectors of one class. */
    public Comparison compare(float[] one, float[] other, NumericClass numbers) {
        return compare(one, numbers, other, numbers);
    }

    /** Compares two vectors of one text. */
    public Comparison compare(
            float[] one, NumericClass ofOne, float[] other, NumericClass ofOther) {
        double length = length(one);
        double otherLength = length(other);
        if (!Double.isFinite(length) || !Double.isFinite(otherLength)) {
            return new Comparison(Finding.NOT_FINITE, 0);
        }
        if (one.length != other.length) return new Comparison(Finding.OTHER_DIMENSION, 0);
        if (!sound(one) || !sound(other)) return new Comparison(Finding.OTHER_LENGTH, 0);
        double cosine = dot(one, other) / (length * otherLength);
        if (!comparable(ofOne, ofOther)) return new Comparison(Finding.INCOMPARABLE, cosine);
        return new Comparison(cosine >= cosineMin(ofOne) ? Finding.AGREE : Finding.APART, cosine);
    }

    /** The least cosine between honest agents of this class. */
    public double cosineMin(NumericClass numbers) {
        return numbers.full() ? tolerances.cosineFull() : tolerances.cosineInt8();
    }

    private static double length(float[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += (double) one[i] * other[i];
        return sum;
    }
}
