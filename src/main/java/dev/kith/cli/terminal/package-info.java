/**
 * The terminal: the only place of the command line that knows the process's own streams.
 *
 * <p>{@link dev.kith.cli.terminal.Terminal} finds out what it runs on and gives a {@link
 * dev.kith.cli.terminal.Console}, which commands print to; in tests a console is two buffers.
 * {@link dev.kith.cli.terminal.Table}, {@link dev.kith.cli.terminal.Progress}, {@link
 * dev.kith.cli.terminal.Words} and {@link dev.kith.cli.terminal.Units} make text a person likes.
 *
 * <p>Roof: part of {@code cli}; uses nothing else of it.
 */
@NullMarked
package dev.kith.cli.terminal;

import org.jspecify.annotations.NullMarked;
