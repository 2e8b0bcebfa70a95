package dev.kith.embed.profile;

import java.nio.FloatBuffer;
import java.util.Locale;

/** How one vector is made of the vectors of a text's tokens. */
public enum Pooling {
    /** The first token's. */
    CLS {
        @Override
        public float[] pool(FloatBuffer hidden, int tokens, int dimension) {
            float[] first = new float[dimension];
            hidden.get(0, first);
            return first;
        }
    },
    /** The mean over all tokens, summed in their order, in {@code double}. */
    MEAN {
        @Override
        public float[] pool(FloatBuffer hidden, int tokens, int dimension) {
            double[] sums = new double[dimension];
            float[] row = new float[dimension];
            for (int token = 0; token < tokens; token++) {
                hidden.get(token * dimension, row);
                for (int i = 0; i < dimension; i++) sums[i] += row[i];
            }
            for (int i = 0; i < dimension; i++) row[i] = (float) (sums[i] / tokens);
            return row;
        }
    };

    /**
     * Pools one unpadded text.
     *
     * @param hidden {@code tokens × dimension}, row by row, from index 0
     * @return {@code dimension} components, not yet of length 1
     */
    public abstract float[] pool(FloatBuffer hidden, int tokens, int dimension);

    /** The word in configuration and in a model's identity: {@code cls}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException naming the word and those that exist
     */
    public static Pooling of(String word) {
        for (Pooling pooling : values()) {
            if (pooling.word().equals(word)) return pooling;
        }
        throw new IllegalArgumentException(
                "no pooling is called '" + word + "'; choose from cls, mean");
    }
}
