/**
 * Known texts that every agent has: to measure how fast it embeds, and to see whether two agents'
 * models give the same vectors.
 *
 * <p>Floor 3, part of {@code embed}.
 */
@NullMarked
package dev.kith.embed.probe;

import org.jspecify.annotations.NullMarked;
