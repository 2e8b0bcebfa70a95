/**
 * What each agent computed, and what of it was checked: after a proof, all the rest is computed
 * again.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.ledger;

import org.jspecify.annotations.NullMarked;
