/**
 * What each agent has contributed, and what it gets for that.
 *
 * <p>{@link dev.kith.reputation.karma.KarmaBook} is the door: an immutable value that credits work
 * and takes credit back; {@link dev.kith.reputation.karma.Contributions} is where a running agent
 * keeps one. {@link dev.kith.reputation.karma.Tariff} says what a piece of work is worth, {@link
 * dev.kith.reputation.karma.RequestQuota} what karma buys when an agent is busy: a larger share.
 * Karma is never a reason to believe an agent, and no score is made from it: nothing here uses the
 * metric, nor does the metric use anything of this.
 *
 * <p>Floor 2, part of {@code reputation}: may use {@code model} only.
 */
@NullMarked
package dev.kith.reputation.karma;

import org.jspecify.annotations.NullMarked;
