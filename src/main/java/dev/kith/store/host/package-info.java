/**
 * The one owner of a partition's files on this agent, whichever copies' doors stand here.
 *
 * <p>{@link dev.kith.store.host.PartitionHost} is the actor: it collects writes while one sync runs
 * and writes them with the next, and answers reads and searches; {@link
 * dev.kith.store.host.PendingWaker} beside it wakes pending tasks.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model}, {@code vector} and {@code wire} only.
 */
@NullMarked
package dev.kith.store.host;

import org.jspecify.annotations.NullMarked;
