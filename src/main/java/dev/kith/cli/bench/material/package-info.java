/**
 * What benchmarks work on: documents, their chunks, vectors and questions, the same for a seed.
 *
 * <p>{@link dev.kith.cli.bench.material.Material} gives documents, of a folder or made of the
 * handbook's own sentences; {@link dev.kith.cli.bench.material.Cutter} cuts them as agents do;
 * {@link dev.kith.cli.bench.material.Load} is a number of documents with their chunks; {@link
 * dev.kith.cli.bench.material.Cloud} makes vectors.
 *
 * <p>Roof: part of {@code cli}; uses {@code chunk}, {@code embed} and {@code vector}.
 */
@NullMarked
package dev.kith.cli.bench.material;

import org.jspecify.annotations.NullMarked;
