/**
 * Who gets which shard.
 *
 * <p>{@link dev.kith.placement.CopyAllocation} places the copies of partitions: on distinct agents,
 * one of them an anchor, those that already hold the data first. {@link
 * dev.kith.placement.CopyPlan} says what one agent has to prepare for that. {@code CopyPlacement}
 * is the pure rule of both. Chunking and embedding are shared out in {@code work}. Tasks and
 * aggregators, which coordinate and compute little, are spread evenly by Pekko's own least-shards
 * strategy.
 *
 * <p>Floor 3: may use floors 0 to 2; never a neighbour or anything above.
 */
@NullMarked
package dev.kith.placement;

import org.jspecify.annotations.NullMarked;
