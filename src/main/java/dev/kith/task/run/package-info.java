/**
 * Running a task: one pending document version in, the same version committed out, or failed, or
 * canceled.
 *
 * <p>{@link dev.kith.task.run.Task} is the sharded entity and the door. {@link
 * dev.kith.task.run.TaskDesk}, one on each agent, lets a bounded number of tasks in at a time. A
 * {@code TaskRun} drives one version through the trades, as {@code Pipeline} says; an {@code
 * Errand} tries one piece of work at different agents, as {@code Tries} says, until it is done.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.run;

import org.jspecify.annotations.NullMarked;
