/**
 * Who checks a result, who is right when two agents differ, and how many a collection demands.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.choose;

import org.jspecify.annotations.NullMarked;
