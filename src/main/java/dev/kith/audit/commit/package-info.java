/**
 * The author's commitment to a batch of vectors: given before anyone says which will be checked, so
 * that nobody can mend what is drawn.
 *
 * <p>Floor 3, part of {@code audit}: uses {@code model} and {@code vector} only.
 */
@NullMarked
package dev.kith.audit.commit;

import org.jspecify.annotations.NullMarked;
