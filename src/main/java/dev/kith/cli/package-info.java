/**
 * The command line: commands for people, over HTTP only.
 *
 * <p>{@link dev.kith.cli.Main} is what the launcher starts, {@link dev.kith.cli.Kith} the tree of
 * commands. From the ground: {@code terminal} prints, {@code client} asks agents, {@code source}
 * reads files, {@code process} starts agents as processes. On these stand {@code command} with the
 * commands that ask one question, {@code ingest}, {@code network}, {@code demo} and {@code eval}.
 *
 * <p>Roof: uses {@code api}, {@code model} and {@code identity}; never {@code node}, its neighbour,
 * which it only knows as the name of a main class.
 */
@NullMarked
package dev.kith.cli;

import org.jspecify.annotations.NullMarked;
