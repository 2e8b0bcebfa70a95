/**
 * Where an agent's partitions lie, and whether there is room.
 *
 * <p>{@link dev.kith.store.disk.StoreFolder} names the files of a partition and says by its format
 * whether they can be read; {@link dev.kith.store.disk.DiskGauge} says when the disk is full.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} only.
 */
@NullMarked
package dev.kith.store.disk;

import org.jspecify.annotations.NullMarked;
