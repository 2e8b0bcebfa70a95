/**
 * How far each agent is to be believed, as one agent sees it.
 *
 * <p>{@link dev.kith.reputation.Trust} is what the floors above ask and tell; {@code live} keeps it
 * in a running agent. {@link dev.kith.reputation.Reputation} is the metric: it takes the books of
 * all raters, its own among them, and gives a {@link dev.kith.reputation.Score} with all its parts.
 * Nothing is agreed on with anyone: two agents with different experience have different scores, and
 * that is what makes them hard to deceive. {@link dev.kith.reputation.Selection} picks an agent by
 * score. What raters write is in {@code book}; what an agent has contributed, which is never a
 * reason to believe it, is in {@code karma}.
 *
 * <p>The metric joins the personal similarity of PeerTrust (Xiong and Liu, IEEE TKDE 16(7), 2004)
 * with beta reputation (Jøsang and Ismail, 2002): others' ratings are pseudo-observations, weighed
 * by how far their authors agree with one's own experience.
 *
 * <p>Floor 2: may use {@code model} only, and {@code live} {@code wire} and {@code file} as well.
 * Elsewhere no Pekko and no JSON; nowhere a clock or randomness of its own.
 */
@NullMarked
package dev.kith.reputation;

import org.jspecify.annotations.NullMarked;
