/**
 * Files that survive a loss of power: bytes in, and once a call returns they are on the disk under
 * their name.
 *
 * <p>{@link dev.kith.file.WholeFile} writes a small file; {@link dev.kith.file.Folders} is for
 * whoever writes a file or folder in another way and then moves it to its place.
 *
 * <p>Ground floor: no Pekko, no JSON; uses nothing of Kith.
 */
@NullMarked
package dev.kith.file;

import org.jspecify.annotations.NullMarked;
