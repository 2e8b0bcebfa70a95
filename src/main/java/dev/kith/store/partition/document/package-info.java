/**
 * How one document is kept within a partition: the names of its entries in the log, the dossier of
 * its versions, and reading both.
 *
 * <p>{@link dev.kith.store.partition.document.Dossier} is the rule of what is kept and visible;
 * {@link dev.kith.store.partition.document.DocumentReader} is the door for readers; {@link
 * dev.kith.store.partition.document.Keys} names entries.
 *
 * <p>Floor 3, part of {@code store}.
 */
@NullMarked
package dev.kith.store.partition.document;

import org.jspecify.annotations.NullMarked;
