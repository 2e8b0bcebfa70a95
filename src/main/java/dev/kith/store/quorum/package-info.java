/**
 * How many copies must have something before it counts: the rules of a write to several copies and
 * of a read from several, and the small actor that carries out each.
 *
 * <p>{@link dev.kith.store.CopiesClient} is the door. {@link dev.kith.store.quorum.WriteTally} and
 * {@link dev.kith.store.quorum.ReadRule} are the rules, without Pekko.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.quorum;

import org.jspecify.annotations.NullMarked;
