package dev.kith.task.intake;

import dev.kith.model.TaskId;

/** Watches tasks to their end, and so wakes those that are not awake. */
@FunctionalInterface
public interface Follower {

    /** Calls {@code ended} once, when the task has ended or nobody knows it any more. */
    void follow(TaskId task, Runnable ended);
}
