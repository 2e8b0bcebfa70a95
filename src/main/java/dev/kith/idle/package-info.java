/**
 * Idle manners: what this machine says of itself goes in, whether the agent takes on work comes
 * out.
 *
 * <pre>
 *   Machine ──Readings──► Manners.next ──Stance──► IdleWatch ──► whoever takes on work
 *                            ▲    │
 *                            └────┘ the stance before
 * </pre>
 *
 * {@link dev.kith.idle.IdleWatch} is the door: the present {@link dev.kith.idle.Stance}, from any
 * thread, without waiting. {@link dev.kith.idle.Manners} is the whole behaviour and pure; {@link
 * dev.kith.idle.Machine} is all that differs between systems, {@link
 * dev.kith.idle.linux.LinuxMachine} first.
 *
 * <p>Floor 2: uses floors 0 and 1 only; knows no actors.
 */
@NullMarked
package dev.kith.idle;

import org.jspecify.annotations.NullMarked;
