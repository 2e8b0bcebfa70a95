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
 * @param agentsTriedMax distinct agents that have to fail at a piece before its task fails
 * @param idleAfter a task that has ended and is not asked about gives its memory back
 * @param watchersMax watchers of one task; the eldest is let go for a new one
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
        int agentsTriedMax,
        Duration idleAfter,
        int watchersMax) {

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
        Limits.positive("run.back-off-first", backOffFirst);
        Limits.positive("run.back-off-max", backOffMax);
        Limits.positive("run.idle-after", idleAfter);
    }
}
