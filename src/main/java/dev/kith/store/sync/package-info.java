/**
 * Catching up: two hosts of one partition compare digests, then sums by ranges, then listings of
 * the ranges that differ, and each pulls exactly what it lacks, so a copy that missed writes is
 * never taken for whole.
 *
 * <pre>
 *   AskDigest ──different──► AskRanges ──► AskListing of those that differ ──► AskParts, several
 *                                                                              at once ──► written
 * </pre>
 *
 * <p>{@link dev.kith.store.sync.Synchronizer} is the actor beside each partition host that
 * compares; its child {@code SyncWalk} pulls from one other host. {@code SyncRound} is the walk
 * without Pekko, {@code SyncCast} the comparison; {@link dev.kith.store.level.SyncBudget} keeps
 * catching up from hindering users.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.sync;

import org.jspecify.annotations.NullMarked;
