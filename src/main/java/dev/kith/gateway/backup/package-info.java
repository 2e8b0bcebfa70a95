/**
 * Backup and restore over HTTP: the whole network as one stream of lines, and such lines back in.
 *
 * <p>{@code BackupRoutes} is the way in. {@code BackupStream} walks through all partitions and
 * {@code VersionReader} gives the lines of one version; {@code RestoreRun} takes lines, checks them
 * and hands versions to {@link dev.kith.task.Restorer}; {@code Translation} is between lines and
 * what the network knows.
 *
 * <p>Whatever the network holds, memory holds a few documents of one segment, and of longer ones a
 * few messages.
 *
 * <p>Floor 5, beside the rest of {@code gateway}.
 */
@NullMarked
package dev.kith.gateway.backup;

import org.jspecify.annotations.NullMarked;
