package dev.kith.task;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How documents are taken in, tasks run and searches begun; {@code kith.task} in the configuration.
 *
 * @param watchInterval a watcher tells a task again that it watches, so that one that moved to
 *     another agent is found
 * @param mendInterval how often documents are looked for of which no copy has everything any more
 * @param explainBatchesMax most batches of one task that its explanation lists
 * @param lookTimeout wait for a task's own word on how far it is, before its record has to do
 */
public record TaskSettings(
        RunLimits run,
        IntakeLimits intake,
        SearchLimits search,
        Duration watchInterval,
        Duration lookTimeout,
        Duration mendInterval,
        int explainBatchesMax) {

    public TaskSettings {
        Limits.positive("watch-interval", watchInterval);
        Limits.positive("look-timeout", lookTimeout);
        Limits.positive("mend-interval", mendInterval);
        Limits.atLeastOne("explain-batches-max", explainBatchesMax);
    }

    /** Reads the settings from the config at {@code kith.task}. */
    public static TaskSettings from(Config task) {
        return new TaskSettings(
                run(task.getConfig("run")),
                intake(task.getConfig("intake")),
                search(task.getConfig("search")),
                task.getDuration("watch-interval"),
                task.getDuration("look-timeout"),
                task.getDuration("mend-interval"),
                task.getInt("explain-batches-max"));
    }

    private static RunLimits run(Config run) {
        return new RunLimits(
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
                run.getDuration("alone-max"),
                run.getInt("agents-tried-max"),
                run.getDouble("straggler-factor"),
                run.getDuration("straggler-after-min"),
                run.getDuration("idle-after"),
                run.getInt("watchers-max"),
                run.getInt("tries-kept-max"));
    }

    private static IntakeLimits intake(Config intake) {
        return new IntakeLimits(
                intake.getInt("accepting-max"),
                intake.getInt("pending-max"),
                intake.getInt("document-chars-max"),
                intake.getInt("description-chars-max"),
                intake.getInt("write-bytes-max"),
                intake.getInt("writes-in-flight"),
                intake.getDuration("deadline"));
    }

    private static SearchLimits search(Config search) {
        return new SearchLimits(
                search.getInt("query-vectors-max"),
                search.getDuration("embed-timeout"),
                search.getDuration("embed-patience"),
                search.getInt("embedders-asked"),
                search.getInt("aggregators-asked"),
                search.getDuration("aggregate-patience"),
                search.getDuration("deadline-max"));
    }
}
