/**
 * How much of an agent's work is checked: much of a newcomer's, little of a proven agent's, never
 * nothing.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.sample;

import org.jspecify.annotations.NullMarked;
