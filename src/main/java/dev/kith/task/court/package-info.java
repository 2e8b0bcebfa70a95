/**
 * Who is proven to compute wrong vectors: accusations in, convictions out.
 *
 * <p>{@link dev.kith.task.court.Tribunal} is the actor and the door; {@link
 * dev.kith.task.court.Convictions} is what it finds. What this agent has proven is pinned to the
 * board and kept in its data folder; what others pin there is believed only after computing it
 * again, or, where this agent cannot, when enough others have. {@code Docket} is the rule; what
 * came to nothing is kept over restarts too.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.court;

import org.jspecify.annotations.NullMarked;
