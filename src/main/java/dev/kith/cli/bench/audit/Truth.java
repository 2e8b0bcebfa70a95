package dev.kith.cli.bench.audit;

import dev.kith.vector.UnitVector;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The right vector of every text, and what is near it. */
final class Truth {
    /** As the default model's. */
    static final int DIMENSION = 384;

    /** One minus cosine of two honest machines, at the most; a tenth of the tolerance. */
    private static final double NOISE_MAX = 1e-5;

    private final long seed;

    Truth(long seed) {
        this.seed = seed;
    }

    /** The right vector. */
    UnitVector of(String text) {
        return direction(new SplittableRandom(mixed(text, 0)));
    }

    /** Another model's vector of the text. */
    UnitVector ofOtherModel(String text) {
        return direction(new SplittableRandom(mixed(text, 1)));
    }

    /** A number in [0, 1) that belongs to the text. */
    double share(String text, int salt) {
        return new SplittableRandom(mixed(text, salt)).nextDouble();
    }

    /**
     * What an honest machine says: mostly the right vector to the bit, otherwise with every
     * component a little off, as another processor's kernels leave it.
     */
    UnitVector honest(UnitVector right, RandomGenerator random) {
        if (random.nextInt(2) == 0) return right;
        double share = random.nextDouble();
        return near(right, 1 - NOISE_MAX * share * share, random);
    }

    /** A unit vector with about this cosine to another. */
    static UnitVector near(UnitVector vector, double cosine, RandomGenerator random) {
        float[] components = vector.components().clone();
        double scale = Math.sqrt(3 * (1 / (cosine * cosine) - 1) / components.length) / (1 << 15);
        for (int i = 0; i < components.length; i += 4) {
            long bits = random.nextLong(); // four components' worth: this is the inner loop
            for (int j = i; j < Math.min(i + 4, components.length); j++, bits >>= 16) {
                components[j] += (float) ((short) bits * scale);
            }
        }
        return UnitVector.of(components);
    }

    /** Any unit vector. */
    static UnitVector direction(RandomGenerator random) {
        float[] components = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i += 4) {
            long bits = random.nextLong();
            for (int j = i; j < i + 4; j++, bits >>= 16) components[j] = (short) bits;
        }
        return UnitVector.of(components);
    }

    private long mixed(String text, int salt) {
        long hash = seed * 31 + salt;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L; // FNV-1a
        }
        return hash;
    }
}
