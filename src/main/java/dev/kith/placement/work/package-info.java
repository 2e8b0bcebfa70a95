/**
 * Who does which work: how fit each agent is for chunking and for embedding in, shards and pieces
 * of work out.
 *
 * <p>{@link dev.kith.placement.work.WorkAllocation} gives each agent as many shards as its {@link
 * dev.kith.placement.fitness.Fitness} says, with {@code WorkPlacement} as its pure rule, and keeps
 * why shards moved in a {@link dev.kith.placement.work.MoveBook}. {@link
 * dev.kith.placement.work.WorkPicker} chooses among these shards for each piece of work, by where
 * they stand ({@link dev.kith.placement.work.Homes}, kept by {@link
 * dev.kith.placement.work.ShardScout}), and says how agents stand.
 *
 * <p>Floor 3, as {@code dev.kith.placement}.
 */
@NullMarked
package dev.kith.placement.work;

import org.jspecify.annotations.NullMarked;
