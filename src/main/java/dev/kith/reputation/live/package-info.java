/**
 * Reputation and karma of a running agent: kept, told, heard and ready to be asked.
 *
 * <pre>
 *   ratings, work done ──► own ledger ──► file, and the board as a record of kind RATINGS
 *   others' books, proofs ──► board ──► Opinions ──► scores ──► LiveTrust, for any thread
 * </pre>
 *
 * <p>{@link dev.kith.reputation.live.LiveTrust} is what the rest of the agent asks and tells;
 * {@link dev.kith.reputation.live.Bookkeeper} is the actor that fills it. What is signed by others
 * is read by {@code BookRecords}: it gives a book or nothing.
 *
 * <p>Floor 2, part of {@code reputation}: may use {@code model}, {@code file} and {@code wire}.
 */
@NullMarked
package dev.kith.reputation.live;

import org.jspecify.annotations.NullMarked;
