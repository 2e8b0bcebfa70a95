/**
 * The format of a backup: lines of JSON, each with a checksum of its own, the last with a checksum
 * of all before it.
 *
 * <p>{@link dev.kith.api.backup.BackupLine} is what a line says, {@link
 * dev.kith.api.backup.BackupCodec} how it stands in bytes. {@link dev.kith.api.backup.BackupWriter}
 * makes a backup and {@link dev.kith.api.backup.BackupCheck} finds out whether one is whole;
 * neither holds more than one line. {@link dev.kith.api.backup.RestoreAnswer} is what an agent says
 * of each document that is restored.
 *
 * <p>Floor 1, part of {@code api}: uses {@code model} only.
 */
@NullMarked
package dev.kith.api.backup;

import org.jspecify.annotations.NullMarked;
