/**
 * Batches with known answers, given out among the others so that nobody can tell them apart.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.canary;

import org.jspecify.annotations.NullMarked;
