/**
 * What one partition holds: groups of writes in, each group one atomic and synced batch; documents,
 * listings and changes out.
 *
 * <p>{@link dev.kith.store.partition.PartitionLog} is the door; {@link
 * dev.kith.store.partition.document.Dossier} is the rule of what is kept and visible of a document.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model}, {@code vector} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.partition;

import org.jspecify.annotations.NullMarked;
