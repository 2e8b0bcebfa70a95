/**
 * {@code kith backup} and {@code kith restore}: a network in a file, and back.
 *
 * <p>{@link dev.kith.cli.backup.BackupCommand} and {@link dev.kith.cli.backup.RestoreCommand} are
 * the commands. {@code Download} takes a backup in and checks it while it comes; {@code Archive} is
 * the file, checked as a whole before {@code RestoreRun} sends any of it, a bounded number of
 * documents at a time.
 *
 * <p>Memory holds a few lines, whatever the size of the file.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.backup;

import org.jspecify.annotations.NullMarked;
