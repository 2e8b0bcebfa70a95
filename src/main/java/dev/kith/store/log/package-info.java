/**
 * Bytes on disk: an ordered map whose batches are atomic and synced, and whose values carry their
 * own checksum; LevelDB behind an interface.
 *
 * <p>{@link dev.kith.store.log.RecordLog} is the door, {@link dev.kith.store.log.LevelRecordLog}
 * what stands behind it.
 *
 * <p>Floor 3, part of {@code store}: uses {@code file} only.
 */
@NullMarked
package dev.kith.store.log;

import org.jspecify.annotations.NullMarked;
