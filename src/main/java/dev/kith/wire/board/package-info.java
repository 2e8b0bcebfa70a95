/**
 * The board that every agent pins its notices to and reads those of others from: signed records in
 * Distributed Data.
 *
 * <p>{@link dev.kith.wire.board.Board} is the actor and the door: it signs what is pinned, tells
 * readers what others have pinned, and tells everybody of agents that say two things at once.
 * {@link dev.kith.wire.board.RecordView} is what a reader makes of it.
 *
 * <p>Floor 1, with {@code wire}.
 */
@NullMarked
package dev.kith.wire.board;

import org.jspecify.annotations.NullMarked;
