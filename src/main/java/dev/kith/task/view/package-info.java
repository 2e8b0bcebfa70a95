/**
 * Looking at tasks from outside: by their stored records, and live where their entities answer.
 *
 * <p>{@link dev.kith.task.view.TaskBoard} implements {@link dev.kith.task.Tasks}; {@link
 * dev.kith.task.view.WatchDesk} is the one actor behind it.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.view;

import org.jspecify.annotations.NullMarked;
