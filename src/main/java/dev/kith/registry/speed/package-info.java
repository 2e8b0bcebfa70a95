/**
 * How fast an agent has been lately, as it says on its card: {@link
 * dev.kith.registry.speed.SpeedMeter} is told of every text that was computed.
 *
 * <p>Floor 2, part of {@code registry}.
 */
@NullMarked
package dev.kith.registry.speed;

import org.jspecify.annotations.NullMarked;
