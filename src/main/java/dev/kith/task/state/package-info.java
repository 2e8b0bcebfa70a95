/**
 * What a task is: its life from submitted to its end, how it looks from outside, and how much care
 * it needs when agents end over it. All pure.
 *
 * <p>{@link dev.kith.task.state.TaskState} is the life; {@link dev.kith.task.state.Known} joins it
 * with the record; {@link dev.kith.task.state.Views} shows both.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.state;

import org.jspecify.annotations.NullMarked;
