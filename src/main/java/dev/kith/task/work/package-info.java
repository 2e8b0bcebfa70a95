/**
 * The work of one task: segments in, chunks with vectors in the store out.
 *
 * <p>{@link dev.kith.task.work.TaskRun} is the door: it drives one version through the trades, as
 * {@code Pipeline} says. An {@code Errand} tries one piece of work at different agents, as {@code
 * Tries} says, until it is done; a {@link dev.kith.task.work.Witness} tells how whoever was asked
 * did.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.work;

import org.jspecify.annotations.NullMarked;
