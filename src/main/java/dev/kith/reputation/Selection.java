package dev.kith.reputation;

import dev.kith.model.AgentId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Picks an agent by score: mostly a good one, sometimes one of which little is known, and never
 * always the best, which everybody would then ask.
 */
public final class Selection {
    private Selection() {}

    /**
     * An agent that could do the work.
     *
     * @param score what work is given by, at least 0
     * @param evidence how much is known of it, in full ratings
     * @param load how busy it is, at least 0
     */
    public record Candidate(AgentId agent, double score, double evidence, double load) {
        public Candidate {
            if (!(score >= 0 && evidence >= 0 && load >= 0)) {
                throw new IllegalArgumentException(
                        "negative: score " + score + ", evidence " + evidence + ", load " + load);
            }
        }
    }

    /**
     * The agent that was picked.
     *
     * @param explored whether it is a newcomer picked as such; its work is to be checked
     */
    public record Chosen(AgentId agent, boolean explored) {}

    /**
     * Picks one. With the chance {@code exploreShare} any of the newcomers; otherwise the less
     * loaded of two candidates, each drawn in proportion to a power of its score.
     *
     * <p>Source: choosing in proportion, and a share for the unknown, as Kamvar, Schlosser and
     * Garcia-Molina, WWW 2003, §5; two choices as Mitzenmacher, IEEE TPDS 12(10), 2001.
     *
     * @return nothing of no candidates
     */
    public static Optional<Chosen> choose(
            List<Candidate> candidates,
            RandomGenerator random,
            ReputationSettings.Choice settings) {
        if (candidates.isEmpty()) return Optional.empty();
        if (random.nextDouble() < settings.exploreShare()) {
            List<Candidate> newcomers =
                    candidates.stream()
                            .filter(c -> c.evidence() < settings.newcomerEvidenceMax())
                            .toList();
            if (!newcomers.isEmpty()) {
                Candidate any = newcomers.get(random.nextInt(newcomers.size()));
                return Optional.of(new Chosen(any.agent(), true));
            }
        }
        double[] weights = new double[candidates.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.pow(candidates.get(i).score(), settings.scoreExponent());
            sum += weights[i];
        }
        Candidate first = candidates.get(draw(weights, sum, random));
        Candidate second = candidates.get(draw(weights, sum, random));
        Candidate taken = second.load() < first.load() ? second : first;
        return Optional.of(new Chosen(taken.agent(), false));
    }

    /** Where all weights are 0 or one is beyond any number, each is as likely. */
    private static int draw(double[] weights, double sum, RandomGenerator random) {
        if (!(sum > 0) || Double.isInfinite(sum)) return random.nextInt(weights.length);
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) return i;
        }
        return last(weights);
    }

    /** The last that has a chance, where rounding left a little over. */
    private static int last(double[] weights) {
        int last = weights.length - 1;
        while (last > 0 && weights[last] == 0) last--;
        return last;
    }
}
