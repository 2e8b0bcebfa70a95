/**
 * A network of agents in one thread: the store's own actors on simulated disks, links, clocks and
 * membership, in virtual time, every choice drawn from one seed.
 *
 * <p>{@link dev.kith.simulation.Simulation} runs one schedule and says which promise broke, if any;
 * {@link dev.kith.simulation.Shrinking} makes a broken schedule short. {@link
 * dev.kith.simulation.Turns} is what makes Pekko deterministic: it is the only dispatcher and the
 * only scheduler of the actor system.
 */
@NullMarked
package dev.kith.simulation;

import org.jspecify.annotations.NullMarked;
