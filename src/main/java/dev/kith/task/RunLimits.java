package dev.kith.task;

import java.time.Duration;

/**
 * How tasks are run; {@code kith.task.run} in the configuration.
 *
 * @param inFlightMax small tasks that one agent runs at once; a task of more segments counts as
 *     more
 * @param waitingMax tasks that wait for their turn; further ones stay in the store until it is
 *     their turn
 * @param segmentsInFlight segments of one task that are worked on at once
 * @param batchesInFlight batches of one task that are at embedders at once
 * @param batchChunksMax most chunks embedded together
 * @param batchCharsMax most characters embedded together
 * @param storeBytesMax about the most bytes of one write
 * @param answerTimeoutFirst first wait for a trade's answer before another agent is asked too
 * @param answerTimeoutMax the wait grows up to this
 * @param backOffFirst first wait before work is tried again
 * @param backOffMax the wait grows up to this
 * @param aloneMax a task over which agents ended waits for others to leave, and keeps others out,
 *     for no longer than this
 * @param agentsTriedMax distinct agents that have to fail at a piece before its task fails
 * @param stragglerFactor a piece later than so many times what it should take is asked for once
 *     more, elsewhere
 * @param stragglerAfterMin but not sooner than this
 * @param idleAfter a task that has ended and is not asked about gives its memory back
 * @param watchersMax watchers of one task; the eldest is let go for a new one
 * @param triesKeptMax tries that one task remembers for {@code kith explain}; the eldest are
 *     forgotten
 */
public record RunLimits(
        int inFlightMax,
        int waitingMax,
        int segmentsInFlight,
        int batchesInFlight,
        int batchChunksMax,
        int batchCharsMax,
        int storeBytesMax,
        Duration answerTimeoutFirst,
        Duration answerTimeoutMax,
        Duration backOffFirst,
        Duration backOffMax,
        Duration aloneMax,
        int agentsTriedMax,
        double stragglerFactor,
        Duration stragglerAfterMin,
        Duration idleAfter,
        int watchersMax,
        int triesKeptMax) {
    /** So that what a task tells of itself stays a small message. */
    private static final int TRIES_KEPT_LIMIT = 256;

    public RunLimits {
        Limits.atLeastOne("run.in-flight-max", inFlightMax);
        Limits.atLeastOne("run.waiting-max", waitingMax);
        Limits.atLeastOne("run.segments-in-flight", segmentsInFlight);
        Limits.atLeastOne("run.batches-in-flight", batchesInFlight);
        Limits.atLeastOne("run.batch-chunks-max", batchChunksMax);
        Limits.atLeastOne("run.batch-chars-max", batchCharsMax);
        Limits.atLeastOne("run.store-bytes-max", storeBytesMax);
        Limits.atLeastOne("run.agents-tried-max", agentsTriedMax);
        Limits.atLeastOne("run.watchers-max", watchersMax);
        Limits.positive("run.answer-timeout-first", answerTimeoutFirst);
        Limits.positive("run.answer-timeout-max", answerTimeoutMax);
        Limits.atLeastOne("run.tries-kept-max", triesKeptMax);
        if (triesKeptMax > TRIES_KEPT_LIMIT) {
            throw new IllegalArgumentException(
                    "kith.task.run.tries-kept-max must be at most " + TRIES_KEPT_LIMIT);
        }
        if (!(stragglerFactor >= 1)) {
            throw new IllegalArgumentException("kith.task.run.straggler-factor must be at least 1");
        }
        Limits.positive("run.straggler-after-min", stragglerAfterMin);
        Limits.positive("run.back-off-first", backOffFirst);
        Limits.positive("run.back-off-max", backOffMax);
        Limits.positive("run.alone-max", aloneMax);
        Limits.positive("run.idle-after", idleAfter);
    }
}
