/**
 * Computing again what is stored and of no use: what agents computed that were proven wrong later,
 * and what is gone from every copy.
 *
 * <p>Two actors are the doors, and each looks through this agent's share of the partitions: {@link
 * dev.kith.task.redo.Sweeper} for receipts of convicted agents, by {@code Sweep}; {@link
 * dev.kith.task.redo.Mender} for documents of which no copy has everything, by {@code Mending}.
 * {@code Redoing} makes one document anew.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.redo;

import org.jspecify.annotations.NullMarked;
