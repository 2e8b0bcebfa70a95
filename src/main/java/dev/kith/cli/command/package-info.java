/**
 * The commands that ask one question and print the answer.
 *
 * <p>A class for each; {@link dev.kith.cli.client.Globals} holds the options that all share and
 * what the command runs in.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.command;

import org.jspecify.annotations.NullMarked;
