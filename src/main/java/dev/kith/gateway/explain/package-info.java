/**
 * Why work was given to whom, over HTTP: {@link dev.kith.gateway.explain.ExplainRoutes} is the
 * door.
 *
 * <p>Floor 5, as {@code dev.kith.gateway}.
 */
@NullMarked
package dev.kith.gateway.explain;

import org.jspecify.annotations.NullMarked;
