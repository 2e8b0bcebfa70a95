package dev.kith.task;

import com.typesafe.config.Config;
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
public record RunSettings(
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

    public RunSettings {
        atLeastOne("in-flight-max", inFlightMax);
        atLeastOne("waiting-max", waitingMax);
        atLeastOne("segments-in-flight", segmentsInFlight);
        atLeastOne("batches-in-flight", batchesInFlight);
        atLeastOne("batch-chunks-max", batchChunksMax);
        atLeastOne("batch-chars-max", batchCharsMax);
        atLeastOne("store-bytes-max", storeBytesMax);
        atLeastOne("agents-tried-max", agentsTriedMax);
        atLeastOne("watchers-max", watchersMax);
        positive("answer-timeout-first", answerTimeoutFirst);
        positive("answer-timeout-max", answerTimeoutMax);
        positive("back-off-first", backOffFirst);
        positive("back-off-max", backOffMax);
        positive("idle-after", idleAfter);
    }

    /** Reads the settings from the config at {@code kith.task.run}. */
    public static RunSettings from(Config run) {
        return new RunSettings(
                run.getInt("in-flight-max"),
                run.getInt("waiting-max"),
                run.getInt("segments-in-flight"),
                run.getInt("batches-in-flight"),
                run.getInt("batch-chunks-max"),
                run.getInt("batch-chars-max"),
                run.getInt("store-bytes-max"),
                run.getDuration("answer-timeout-first"),
                run.getDuration("answer-timeout-max"),
                run.getDuration("back-off-first"),
                run.getDuration("back-off-max"),
                run.getInt("agents-tried-max"),
                run.getDuration("idle-after"),
                run.getInt("watchers-max"));
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "kith.task.run." + key + " must be at least 1, but is " + value);
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.task.run." + key + " must be positive, but is " + value);
        }
    }
}
