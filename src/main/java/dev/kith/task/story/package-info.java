/**
 * What became of a task, piece by piece: whom it was asked of, who did it, and why not another.
 *
 * <p>{@link dev.kith.task.story.TaskExplainer} is the door's implementation. A running task writes
 * a {@link dev.kith.task.story.Diary} of its {@link dev.kith.task.story.Try}s, which is told as a
 * {@link dev.kith.task.story.Story}; it is in memory only, and bounded. What the store keeps for
 * ever are receipts: who embedded what.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.story;

import org.jspecify.annotations.NullMarked;
