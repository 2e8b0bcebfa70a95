/**
 * Gathering searches: a search in, one ranked answer over all partitions out, whoever is away.
 *
 * <p>{@link dev.kith.aggregate.search.SearchDesk}, one on each agent that aggregates, is the door.
 * A {@code SearchRound} asks the copies of every partition; {@code Inquiry} says what, {@code
 * CopyOrder} and {@code Round} whom, {@code Fusion} ranks. {@link
 * dev.kith.aggregate.search.CopyScout} keeps known where the copies stand.
 *
 * <p>Floor 3, as {@code dev.kith.aggregate}.
 */
@NullMarked
package dev.kith.aggregate.search;

import org.jspecify.annotations.NullMarked;
