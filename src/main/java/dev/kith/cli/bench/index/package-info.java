/**
 * The vector search of one agent's partitions against bare Lucene, in one process.
 *
 * <p>{@link dev.kith.cli.bench.index.IndexBench} is the door; {@code Partitions} are the indexes
 * that an agent has, {@code BareIndex} is one index with the same vectors and settings, {@code
 * Truth} knows the nearest by comparing all. {@link dev.kith.cli.bench.index.VectorPeer} is what
 * another program has to offer to take part, and {@code PeerBench} compares with those; they are on
 * the class path of the Maven profile {@code peers} only.
 *
 * <p>Roof: part of {@code cli}; uses {@code store.index}, {@code wire} and {@code vector}.
 */
@NullMarked
package dev.kith.cli.bench.index;

import org.jspecify.annotations.NullMarked;
