/**
 * The machine under an agent, made worse: a clock that is wrong, a disk that is slow to sync, and a
 * list of what was really synced, so that a loss of power can take the rest away.
 *
 * <p>It goes into the agent's process as a Java agent (JVMTI) that changes a few methods of the
 * JDK; nothing of Kith is changed, so what is tested is what runs. {@link
 * dev.kith.faults.machine.MachineFlags} gives the flags, {@link dev.kith.faults.machine.Power}
 * takes the power away.
 */
@NullMarked
package dev.kith.faults.machine;

import org.jspecify.annotations.NullMarked;
