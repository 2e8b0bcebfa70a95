/**
 * How a machine with Linux is, by what its kernel and systemd show in files; every source may be
 * missing.
 *
 * <p>{@link dev.kith.idle.linux.LinuxMachine} is the door. Beside it stands one class for each kind
 * of reading; the files are below a folder that is given, so that a test writes its own.
 *
 * <p>Floor 2, as {@code dev.kith.idle}.
 */
@NullMarked
package dev.kith.idle.linux;

import org.jspecify.annotations.NullMarked;
