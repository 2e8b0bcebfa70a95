/**
 * {@code kith network}: who belongs to a network.
 *
 * <p>{@link dev.kith.cli.network.NetworkCommand} is the door; {@code init} and {@code admit} work
 * on files of this machine with {@code dev.kith.identity}, {@code show} asks an agent.
 *
 * <p>Roof: part of {@code cli}; uses {@code api} and {@code identity}.
 */
@NullMarked
package dev.kith.cli.network;

import org.jspecify.annotations.NullMarked;
