/**
 * How far ratings can be believed while some raters lie: the experiment of PeerTrust.
 *
 * <p>Peers deal with each other at random, rate each other, and a share of them behaves badly and
 * lies. Each metric then says of every peer how likely it behaves well, and is compared with the
 * truth. {@link dev.kith.cli.bench.trust.TrustExperiment} is the door; {@code Community} makes the
 * ratings, {@code Conventional}, {@code Tvm} and {@code Psm} are metrics to compare with, {@code
 * KithTrust} asks the classes that agents use.
 *
 * <p>Source: Xiong and Liu, "PeerTrust: Supporting Reputation-Based Trust for Peer-to-Peer
 * Electronic Communities", IEEE TKDE 16(7), 2004, §5.2.
 *
 * <p>Roof: part of {@code cli}; uses {@code reputation}.
 */
@NullMarked
package dev.kith.cli.bench.trust;

import org.jspecify.annotations.NullMarked;
