/**
 * {@code kith explain}: why work went where it went. {@link dev.kith.cli.explain.ExplainCommand} is
 * the door.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.explain;

import org.jspecify.annotations.NullMarked;
