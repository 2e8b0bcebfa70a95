/**
 * How fit each agent is for chunking and for embedding, beside the others.
 *
 * <p>{@link dev.kith.placement.fitness.Fitness} is an agent's speed beside the others' ({@code
 * Speeds}), how far it is believed ({@link dev.kith.placement.fitness.Regard}) and what its machine
 * has left.
 *
 * <p>Floor 3, as {@code dev.kith.placement}.
 */
@NullMarked
package dev.kith.placement.fitness;

import org.jspecify.annotations.NullMarked;
