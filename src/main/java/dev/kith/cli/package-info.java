/**
 * The command line: commands for people, over HTTP only.
 *
 * <p>{@link dev.kith.cli.Main} is what the launcher starts, {@link dev.kith.cli.Kith} the tree of
 * commands. {@code terminal} prints, {@code client} asks agents, {@code command} has the commands
 * that ask one question, {@code ingest}, {@code demo} and {@code eval} those that do more, {@code
 * process} starts agents as processes.
 *
 * <p>Roof: uses {@code api}, {@code model} and {@code identity}; never {@code node}, its neighbour,
 * which it only knows as the name of a main class.
 */
@NullMarked
package dev.kith.cli;

import org.jspecify.annotations.NullMarked;
