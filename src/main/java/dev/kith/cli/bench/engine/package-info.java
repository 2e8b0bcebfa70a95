/**
 * {@code kith bench engine}: texts to vectors, without anything around.
 *
 * <p>{@link dev.kith.cli.bench.engine.EngineBench} is the door; {@link
 * dev.kith.cli.bench.engine.BareLoop} is the limit that others are compared with too, {@link
 * dev.kith.cli.bench.engine.Engine} the model that both run. {@link
 * dev.kith.cli.bench.engine.EmbeddingPeer} is what a peer has to offer to take part; peers are on
 * the class path of the Maven profile {@code peers} only.
 *
 * <p>Roof: part of {@code cli}; uses {@code embed}.
 */
@NullMarked
package dev.kith.cli.bench.engine;

import org.jspecify.annotations.NullMarked;
