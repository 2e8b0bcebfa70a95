/**
 * The commands {@code kith bench engine}, {@code ingest}, {@code search}, {@code start} and {@code
 * grow}: their options, and what they print.
 *
 * <p>{@code MeasureCommand} is what all have in common: it goes on in a JVM like an agent's, has a
 * temporary folder, and prints the {@link dev.kith.cli.bench.measure.Findings}.
 *
 * <p>Roof: part of {@code cli}.
 */
@NullMarked
package dev.kith.cli.bench.run;

import org.jspecify.annotations.NullMarked;
