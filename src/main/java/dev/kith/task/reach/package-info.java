/**
 * Reaching others: {@link dev.kith.task.reach.Trades} tells sharded entities, {@link
 * dev.kith.task.reach.Asking} asks whoever is reached through a door.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.reach;

import org.jspecify.annotations.NullMarked;
