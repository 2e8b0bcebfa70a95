/**
 * Joins one agent's checks of the others' vectors for one stay in the network.
 *
 * <p>{@link dev.kith.node.checking.Checking} is the door.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.checking;

import org.jspecify.annotations.NullMarked;
