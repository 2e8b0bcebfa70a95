package dev.kith.task.work;

import java.time.Duration;

/**
 * How long to wait for an answer, and before asking again; pure.
 *
 * @param backOffFirst before the second try, doubled for each further one
 * @param backOffMax never longer than this
 * @param timeoutFirst for the first try's answer, half as long again for each further one
 * @param timeoutMax never longer than this
 * @param agentsMax distinct agents that have to refuse before it is given up
 * @param stragglerFactor times what it should take, after which it is asked for once more, at least
 *     1
 * @param stragglerAfterMin but not sooner than this
 */
public record RetryPolicy(
        Duration backOffFirst,
        Duration backOffMax,
        Duration timeoutFirst,
        Duration timeoutMax,
        int agentsMax,
        double stragglerFactor,
        Duration stragglerAfterMin) {
    private static final double TIMEOUT_GROWTH = 1.5;

    /**
     * The wait before the next try.
     *
     * @param tries how many there were, at least 1
     * @param jitter in [0, 1): spreads askers that failed together
     * @return between half and all of the doubled back-off
     */
    public Duration backOff(int tries, double jitter) {
        double full = backOffFirst.toMillis() * Math.pow(2, Math.max(0, tries - 1));
        double bounded = Math.min(full, (double) backOffMax.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(bounded * (0.5 + jitter / 2))));
    }

    /** The wait until work that should take so long is asked for once more. */
    public Duration patience(Duration expected) {
        double millis = expected.toMillis() * stragglerFactor;
        return Duration.ofMillis(
                Math.round(Math.max(millis, (double) stragglerAfterMin.toMillis())));
    }

    /** The wait for the answer of try number {@code tries}, counted from 1. */
    public Duration timeout(int tries) {
        double full = timeoutFirst.toMillis() * Math.pow(TIMEOUT_GROWTH, Math.max(0, tries - 1));
        return Duration.ofMillis(Math.round(Math.min(full, (double) timeoutMax.toMillis())));
    }
}
