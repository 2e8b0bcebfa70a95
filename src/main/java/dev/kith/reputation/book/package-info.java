/**
 * What one agent says of others: ratings of single results, added up in its book.
 *
 * <p>A {@link dev.kith.reputation.book.Rating} exists only for a result that both sides signed for;
 * whoever makes one has seen that receipt. {@link dev.kith.reputation.book.RatingBook} is the door:
 * an immutable value in a fixed order, so that it can be signed and published as it is. {@link
 * dev.kith.reputation.book.Weighing} says how much a rating counts and how it fades.
 *
 * <p>Floor 2, part of {@code reputation}: may use {@code model} only.
 */
@NullMarked
package dev.kith.reputation.book;

import org.jspecify.annotations.NullMarked;
