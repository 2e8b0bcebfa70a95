/**
 * Auditing: who checks whose results, how much of them, and what follows when one is wrong.
 *
 * <p>{@link dev.kith.audit.Audit} is the door: it remembers how each agent stood its checks, and
 * says how many chunks of a committed result to check. It stands on pure rules:
 *
 * <pre>
 *   sample    how likely a chunk is checked, and which ones of a batch
 *   commit    the author's word on its vectors, given before anyone draws
 *   compare   whether two vectors of one text say the same
 *   choose    who checks, who is right when two differ, and what a collection demands
 *   canary    batches with known answers among the others
 *   evidence  what proves an agent wrong, and what follows
 * </pre>
 *
 * No clock, no randomness, no actors of its own: all are given. How far an agent is trusted comes
 * in as a plain number.
 *
 * <p>Floor 3: may use {@code model}, {@code vector}, {@code wire}, {@code api}, {@code identity},
 * {@code registry} and {@code reputation}; never {@code chunk}, {@code embed}, {@code aggregate},
 * {@code store}, {@code placement} or anything above.
 */
@NullMarked
package dev.kith.audit;

import org.jspecify.annotations.NullMarked;
