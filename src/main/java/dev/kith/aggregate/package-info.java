/**
 * Aggregating: the signed partial results of a task in, judged and complete ones out.
 *
 * <p>{@link dev.kith.aggregate.Aggregator} is the sharded entity and the door. {@code Judge} says
 * whether a partial may be believed, {@code Gathering} which are still expected. Searches are
 * gathered in {@link dev.kith.aggregate.search}.
 *
 * <p>Floor 3: may use {@code model}, {@code vector}, {@code wire}, {@code identity}, {@code
 * registry} and {@code reputation}; never {@code chunk}, {@code embed}, {@code store}, {@code
 * placement} or anything above.
 */
@NullMarked
package dev.kith.aggregate;

import org.jspecify.annotations.NullMarked;
