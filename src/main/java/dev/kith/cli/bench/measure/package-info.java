/**
 * Fair comparisons: what is compared takes turns on the same input and the same cores.
 *
 * <p>{@link dev.kith.cli.bench.measure.Turns} runs contenders A B A B and keeps a figure of every
 * turn; {@link dev.kith.cli.bench.measure.Spread} is the least, median and most of figures or of
 * their ratios; {@link dev.kith.cli.bench.measure.Findings} gathers what came out, with the {@link
 * dev.kith.cli.bench.measure.Machine}, for people and for programs. Nothing here knows what is
 * measured.
 *
 * <p>Roof: part of {@code cli}.
 */
@NullMarked
package dev.kith.cli.bench.measure;

import org.jspecify.annotations.NullMarked;
