/**
 * Joins the features of one agent to each other for one stay in the network.
 *
 * <p>{@link dev.kith.node.assembly.Assembly} is the door. Here, and nowhere else, is known how a
 * feature reaches another over the network: which shard, which copy, which neighbour.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.assembly;

import org.jspecify.annotations.NullMarked;
