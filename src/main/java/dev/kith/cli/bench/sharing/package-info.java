/**
 * How many wrong results reach honest peers while some peers lie: the experiment of EigenTrust.
 *
 * <p>Peers ask each other for files; malicious ones answer with wrong files and lie in their
 * ratings, by one of four threat models. {@link dev.kith.cli.bench.sharing.SharingExperiment} is
 * the door. {@code Files} says who can answer what, {@code Threat} how liars behave; {@code
 * Anyone}, {@code EigenTrust} and {@code KithChoice} are ways to choose whom to take an answer
 * from, the last with the classes that agents use.
 *
 * <p>Source: Kamvar, Schlosser and Garcia-Molina, "The EigenTrust Algorithm for Reputation
 * Management in P2P Networks", WWW 2003, §7.
 *
 * <p>Roof: part of {@code cli}; uses {@code reputation}.
 */
@NullMarked
package dev.kith.cli.bench.sharing;

import org.jspecify.annotations.NullMarked;
