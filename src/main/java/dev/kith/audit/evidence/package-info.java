/**
 * What proves an agent wrong: the kinds, which of them anyone can check again, and what follows.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.evidence;

import org.jspecify.annotations.NullMarked;
