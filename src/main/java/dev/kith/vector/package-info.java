/**
 * Arithmetic on float vectors. Pure: no actors, no I/O, no randomness.
 *
 * <p>Ground floor: uses nothing of Kith.
 */
@NullMarked
package dev.kith.vector;

import org.jspecify.annotations.NullMarked;
