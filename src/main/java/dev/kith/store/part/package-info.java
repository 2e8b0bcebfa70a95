/**
 * The parts of a document, segments and chunk batches, as the bytes that lie on disk and travel
 * between copies.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.store.part;

import org.jspecify.annotations.NullMarked;
