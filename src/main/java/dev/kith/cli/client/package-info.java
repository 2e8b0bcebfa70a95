/**
 * Asking agents over HTTP.
 *
 * <p>{@link dev.kith.cli.client.AgentClient} is the door: requests go to the first of its agents
 * that answers; an error document becomes a {@link dev.kith.cli.client.CommandFailed} with the
 * {@link dev.kith.cli.client.ExitCode} of its kind.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.client;

import org.jspecify.annotations.NullMarked;
