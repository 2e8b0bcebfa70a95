/**
 * Why work was given to whom, as it crosses HTTP.
 *
 * <p>Floor 1, as {@code dev.kith.api}.
 */
@NullMarked
package dev.kith.api.explain;

import org.jspecify.annotations.NullMarked;
