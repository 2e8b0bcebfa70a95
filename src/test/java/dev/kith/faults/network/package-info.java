/**
 * Agents as processes on one machine, and the links between them.
 *
 * <p>Each agent has two loopback addresses: others know it by the first, where {@link
 * dev.kith.faults.network.Links} listens; it binds, and calls others from, the second. So the proxy
 * knows who calls whom, and every direction of every pair can be delayed, cut and healed on its
 * own, without root and without touching the machine's network. An agent sends only on connections
 * that it opened itself, so cutting one direction is cutting the connections in it.
 */
@NullMarked
package dev.kith.faults.network;

import org.jspecify.annotations.NullMarked;
