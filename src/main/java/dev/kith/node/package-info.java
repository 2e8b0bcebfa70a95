/**
 * One running agent: reads the configuration, opens the data folder, starts the cluster member,
 * wires every feature to the others, and takes it all down in order.
 *
 * <p>{@link dev.kith.node.Main} is the process; {@link dev.kith.node.Agent} is one agent, so that
 * tests can run several in one JVM. This is the only place that knows clocks, randomness,
 * environment and sharding addresses; everybody else is given them.
 *
 * <p>Roof: may use every floor; never {@code cli}.
 */
@NullMarked
package dev.kith.node;

import org.jspecify.annotations.NullMarked;
