/**
 * The fault suite: real agents in processes of their own, broken on purpose while clients work, and
 * a checker that knows what was promised to them.
 *
 * <p>{@link dev.kith.faults.FaultsTest} is the door. A {@link dev.kith.faults.Nemesis} draws its
 * faults from a seed that is printed; {@link dev.kith.faults.Workload} writes down every operation
 * in a history; the invariants of {@code history} judge it.
 */
@NullMarked
package dev.kith.faults;

import org.jspecify.annotations.NullMarked;
