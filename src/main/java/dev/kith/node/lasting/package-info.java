/**
 * What an agent has for as long as its process runs: who it is, the models it has loaded, and the
 * peers it has met. All of it outlives a stay in the network.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.lasting;

import org.jspecify.annotations.NullMarked;
