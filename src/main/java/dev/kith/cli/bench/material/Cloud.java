package dev.kith.cli.bench.material;

import dev.kith.vector.UnitVector;
import java.util.SplittableRandom;

/**
 * Vectors that lie as embeddings do: near a space of far fewer dimensions than they have, some
 * noise around it. Evenly spread ones would be all alike far from each other, which no index of
 * neighbours survives and no text gives.
 */
public final class Cloud {
    private static final int LATENT = 48;
    private static final double NOISE = 0.1;

    private final long seed;
    private final float[][] directions;

    /**
     * @param dimension components of a vector
     */
    public Cloud(long seed, int dimension) {
        this.seed = seed;
        var random = new SplittableRandom(seed);
        this.directions = new float[LATENT][dimension];
        for (float[] direction : directions) {
            for (int i = 0; i < dimension; i++) {
                direction[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
            }
        }
    }

    /** The vector of this number. */
    public UnitVector vector(long number) {
        var random = new SplittableRandom(seed * 1_000_003 + number + 1);
        float[] sum = new float[directions[0].length];
        for (float[] direction : directions) {
            float share = (float) random.nextGaussian();
            for (int i = 0; i < sum.length; i++) sum[i] += share * direction[i];
        }
        for (int i = 0; i < sum.length; i++) sum[i] += (float) (NOISE * random.nextGaussian());
        return UnitVector.of(sum);
    }
}
