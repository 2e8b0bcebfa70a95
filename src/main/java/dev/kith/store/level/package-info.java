/**
 * Whether two copies of a partition are level, said in few bytes: sums of what each holds, in total
 * and by ranges of documents, and what each claims about itself.
 *
 * <p>{@link dev.kith.store.level.Ranges} says where two copies differ and by how much; {@link
 * dev.kith.store.level.Claim} says how far a copy may vouch for its partition; {@link
 * dev.kith.store.level.SyncBudget} says how hard an agent may work at making its copies level, and
 * {@link dev.kith.store.level.SyncTurn} when what a {@link dev.kith.store.level.Suspicion} calls
 * lacking may be fetched.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} only.
 */
@NullMarked
package dev.kith.store.level;

import org.jspecify.annotations.NullMarked;
