/**
 * Checking others' vectors before they are stored.
 *
 * <p>{@link dev.kith.task.check.Checks} is the door; {@link dev.kith.task.check.Inspector} is the
 * actor behind it, one for each agent. Its author's signed receipt commits to the whole batch
 * before anyone draws; what is drawn is computed again by this agent, or where it cannot, by
 * another that {@code Auditors} choose and a {@code SecondOpinion} asks; {@code Ballot} counts what
 * they say. What was verified in whole is now and then given to others as work of which the answer
 * is known ({@code Canaries}). What is wrong is not stored, and what this agent has proven wrong
 * goes to {@code dev.kith.task.court}.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.check;

import org.jspecify.annotations.NullMarked;
