package dev.kith.audit.sample;

import dev.kith.audit.commit.Commitment;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws the chunks of a batch that are checked: each with probability q, and at least one with
 * probability min(1, B·q), so that small batches are not left alone more often than large ones.
 *
 * <p>It wants the author's commitment, because a sample known before it could be computed honestly
 * while the rest is made up.
 */
public final class Sampler {
    private final RandomGenerator random;

    /** Whoever can foresee {@code random} can cheat: it must be a secure one outside tests. */
    public Sampler(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The chosen chunks, counted from 0, in order.
     *
     * @param committed what the author has committed to; says how many chunks there are
     * @param rate probability of each, 0 to 1
     */
    public List<Integer> draw(Commitment committed, double rate) {
        int size = committed.leaves();
        var drawn = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            if (random.nextDouble() < rate) drawn.add(i);
        }
        if (drawn.isEmpty() && random.nextDouble() < oneAfterAll(size, rate)) {
            drawn.add(random.nextInt(size));
        }
        return drawn;
    }

    /** With an empty draw, the probability of taking one, so that any is taken in min(1, B·q). */
    static double oneAfterAll(int size, double rate) {
        double none = Math.pow(1 - rate, size);
        return none <= 0 ? 0 : Math.max(0, (Math.min(1, size * rate) - (1 - none)) / none);
    }

    /** Chunks that are checked of a batch on average: B·q and what {@link #oneAfterAll} adds. */
    public static double expected(int size, double rate) {
        return size * rate + Math.pow(1 - rate, size) * oneAfterAll(size, rate);
    }
}
