/**
 * Beginning searches: a question in, a search desk's ranked answer out.
 *
 * <p>{@link dev.kith.task.search.QueryDesk} implements {@link dev.kith.task.Searcher}; {@code
 * QueryVectors} has the query embedded; {@link dev.kith.task.search.Neighbours} says whom to ask,
 * and {@code Hedged} asks the next when one is late.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.search;

import org.jspecify.annotations.NullMarked;
