/**
 * Keeping a partition sound while nothing is asked of it: everything on disk is read and compared
 * with its hashes within a set period, the index is compared with the record, and what was deleted
 * leaves the disk.
 *
 * <p>{@link dev.kith.store.scrub.Scrubber} is the actor beside each partition host; {@link
 * dev.kith.store.scrub.ScrubRun} is what it does, a bounded piece at a time.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} only.
 */
@NullMarked
package dev.kith.store.scrub;

import org.jspecify.annotations.NullMarked;
