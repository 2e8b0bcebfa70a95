package dev.kith.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * A direction in embedding space.
 *
 * @param components {@code float[dimension]} of Euclidean length 1 ± 1e-3. Shared, not copied: the
 *     inner loop of every search reads it. Nobody writes to it after construction.
 */
@SuppressWarnings("ArrayRecordComponent") // the one array record; equality is by content, below
public record UnitVector(float[] components) {
    /** Largest distance of the length from 1 that float rounding explains. */
    private static final double LENGTH_ERROR_MAX = 1e-3;

    public UnitVector {
        double length = length(components);
        if (!(Math.abs(length - 1) <= LENGTH_ERROR_MAX)) { // negated so that NaN is refused too
            throw new IllegalArgumentException("length is " + length + ", not 1");
        }
    }

    /** Scales {@code components} to length 1; throws if they are all zero or not finite. */
    public static UnitVector of(float... components) {
        double length = length(components);
        float[] scaled = new float[components.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (components[i] / length);
        return new UnitVector(scaled);
    }

    /**
     * Cosine similarity.
     *
     * @return between -1 (opposite) and 1 (same direction); summed in {@code double}
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double cosine(UnitVector other) {
        if (components.length != other.components.length) {
            throw new IllegalArgumentException(
                    "dimensions differ: " + components.length + " and " + other.components.length);
        }
        double sum = 0;
        for (int i = 0; i < components.length; i++)
            sum += (double) components[i] * other.components[i];
        return sum;
    }

    /** The components as little-endian float32, 4 bytes each. */
    public byte[] toBytes() {
        var bytes = ByteBuffer.allocate(components.length * Float.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(components);
        return bytes.array();
    }

    /**
     * Reads {@link #toBytes()}.
     *
     * @throws IllegalArgumentException if the bytes are no whole number of floats, or their length
     *     is not 1
     */
    public static UnitVector fromBytes(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no row of floats");
        }
        float[] components = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return new UnitVector(components);
    }

    /** {@link #toBytes()} in base64 (RFC 4648 §4, padded): how vectors stand in JSON. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    /**
     * Reads {@link #toBase64()}.
     *
     * @throws IllegalArgumentException if it is not base64 of a unit vector
     */
    public static UnitVector fromBase64(String text) {
        return fromBytes(Base64.getDecoder().decode(text));
    }

    private static double length(float[] components) {
        double sum = 0;
        for (float c : components) sum += (double) c * c;
        return Math.sqrt(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitVector(var theirs) && Arrays.equals(components, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    @Override
    public String toString() {
        return "UnitVector[" + components.length + "]";
    }
}
