/**
 * The rule by which parts of a split network come together again; pure: what was heard and the time
 * come in, acts come out.
 *
 * <p>{@link dev.kith.node.reunion.rule.Lookout} is the door, one for an agent. What it knows of
 * others are {@code Neighbours}, and of itself its {@code OwnPart}, which it comes into as {@code
 * Arrival} says; {@link dev.kith.node.reunion.rule.Part} says which of two parts yields; {@code
 * Stillness} how long nobody was heard; {@link dev.kith.node.reunion.rule.Restarts} bounds how
 * often an agent changes parts.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.reunion.rule;

import org.jspecify.annotations.NullMarked;
