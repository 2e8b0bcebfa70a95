/**
 * Agents as processes of this machine.
 *
 * <p>{@link dev.kith.cli.process.AgentProcess} starts one, waits until it is ready and ends it;
 * {@link dev.kith.cli.process.AgentFlags} is the one place that knows what its JVM is given. {@link
 * dev.kith.cli.process.UpCommand} is {@code kith up}. {@link dev.kith.cli.process.LikeAnAgent} runs
 * a command of ours in such a JVM.
 *
 * <p>Roof: part of {@code cli}; knows {@code dev.kith.node.Main} by its name only.
 */
@NullMarked
package dev.kith.cli.process;

import org.jspecify.annotations.NullMarked;
