/**
 * Whether two vectors of one text, from two machines, say the same.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.compare;

import org.jspecify.annotations.NullMarked;
