/**
 * Catching up: two hosts of one partition compare digests, then listings, and each pulls what it
 * lacks, so a copy that missed writes is never taken for whole.
 *
 * <p>{@link dev.kith.store.sync.Synchronizer} is the actor beside each partition host; {@link
 * dev.kith.store.sync.SyncRound} is its whole behaviour without Pekko; {@link
 * dev.kith.store.sync.Digest} says cheaply whether two hosts hold the same.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.sync;

import org.jspecify.annotations.NullMarked;
