/**
 * What makes agents start faster: an archive (AOT cache) of the classes that a start loads, and of
 * what the JVM learnt of them.
 *
 * <p>{@link dev.kith.cli.archive.StartArchive} knows where the archive of this release and this
 * Java lies, and whether it fits; {@link dev.kith.cli.archive.CacheFolder} is the folder around it.
 * {@code process} makes the archive and starts agents with it.
 *
 * <p>Roof: part of {@code cli}.
 */
@NullMarked
package dev.kith.cli.archive;

import org.jspecify.annotations.NullMarked;
