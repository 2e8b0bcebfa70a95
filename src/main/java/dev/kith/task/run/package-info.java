/**
 * Running tasks: one pending document version in, the same version committed out, or failed, or
 * canceled.
 *
 * <p>{@link dev.kith.task.run.Task} is the sharded entity and the door; its {@code Course} is what
 * it does about its version, and its {@code TaskKeeper} reads and writes the record. {@link
 * dev.kith.task.run.TaskDesk}, one on each agent, lets a bounded number of tasks in at a time;
 * {@link dev.kith.task.run.InHand} remembers which, should the agent end. What a task is at any
 * moment is {@link dev.kith.task.state}'s, what it does {@link dev.kith.task.work}'s.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.run;

import org.jspecify.annotations.NullMarked;
