/**
 * Beginning searches: a question in, an aggregator's ranked answer out.
 *
 * <p>{@link dev.kith.task.search.QueryDesk} implements {@link dev.kith.task.Searcher}; {@code
 * QueryVectors} has the query embedded.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.search;

import org.jspecify.annotations.NullMarked;
