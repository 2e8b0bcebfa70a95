/**
 * Bringing documents back: a version of a backup in, the same version in the store out.
 *
 * <p>{@link dev.kith.task.restore.DocumentRestorer} implements {@link dev.kith.task.Restorer}.
 * {@code Verdict} is the rule of what is brought back and how; {@code Returning} brings one
 * version's parts to the store, a few writes at a time.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.restore;

import org.jspecify.annotations.NullMarked;
