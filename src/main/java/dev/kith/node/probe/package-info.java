/**
 * Whether this agent's model gives the vectors that the network's give: {@link
 * dev.kith.node.probe.Examiner} has the eldest agents with the same model embed known texts, and
 * {@link dev.kith.node.probe.ModelGate} stays shut while too many of them find other vectors than
 * this one.
 *
 * <p>Roof, part of {@code node}.
 */
@NullMarked
package dev.kith.node.probe;

import org.jspecify.annotations.NullMarked;
