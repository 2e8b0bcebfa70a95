/**
 * The searchable side of one partition: documents cut into passages in, the best passages for a
 * query out, with the statistics that make ranking the same however many partitions there are.
 *
 * <p>{@link dev.kith.store.index.PartitionIndex} is the door and {@link
 * dev.kith.store.index.LucenePartitionIndex#open} the way in; {@link dev.kith.store.index.Filters}
 * checks a filter expression before anybody is asked. The index is derived: whatever is wrong with
 * it, it can be deleted and built again from the record.
 *
 * <p>Several collections share one index, each with fields of its own, so none sees another's words
 * or vectors. {@code rank} does the arithmetic. A search looks every word up in every segment, so
 * small segments are joined whenever nothing is written for a while.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model}, {@code vector} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.index;

import org.jspecify.annotations.NullMarked;
