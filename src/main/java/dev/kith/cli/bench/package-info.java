/**
 * {@code kith bench}: what Kith does on this machine, and how well its rules withstand liars.
 *
 * <p>{@link dev.kith.cli.bench.BenchCommand} is the door. What is measured on the machine begins in
 * {@code run}. Of the experiments on trust, {@code TrustBench} goes through the settings of both
 * experiments, {@code trust} and {@code sharing}; {@code TrustFigures} holds what came out, {@code
 * TrustTables}, {@code TrustFiles} and {@code Pictures} show it. Another benchmark joins {@code
 * kith bench trust} as a {@link dev.kith.cli.bench.Part}.
 *
 * <p>Roof: part of {@code cli}; uses {@code reputation}.
 */
@NullMarked
package dev.kith.cli.bench;

import org.jspecify.annotations.NullMarked;
