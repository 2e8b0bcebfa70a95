/**
 * What is measured on agents that run: over HTTP, from outside, as their users do.
 *
 * <p>{@link dev.kith.cli.bench.live.Agents} starts a network of this machine for a benchmark and
 * ends it; {@link dev.kith.cli.bench.live.Feed} fills it. {@link
 * dev.kith.cli.bench.live.IngestBench}, {@link dev.kith.cli.bench.live.SearchBench}, {@link
 * dev.kith.cli.bench.live.StartBench} and {@link dev.kith.cli.bench.live.GrowBench} measure.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}, {@code identity} and {@code embed}.
 */
@NullMarked
package dev.kith.cli.bench.live;

import org.jspecify.annotations.NullMarked;
