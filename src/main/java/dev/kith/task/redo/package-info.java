/**
 * Computing again what agents computed that were proven wrong later.
 *
 * <p>{@link dev.kith.task.redo.Sweeper} is the actor and the door: it looks through this agent's
 * share of the partitions for receipts of convicted agents. {@code Sweep} goes through one
 * partition, {@code Redoing} makes one document anew.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.redo;

import org.jspecify.annotations.NullMarked;
