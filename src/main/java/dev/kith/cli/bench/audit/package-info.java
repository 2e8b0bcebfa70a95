/**
 * The audit benchmark: cheats of every kind against the production rules of {@code audit}.
 *
 * <p>{@link dev.kith.cli.bench.audit.AuditBench} is the door. {@code Simulation} runs a network of
 * {@code Player}s whose vectors {@code Truth} makes; {@code FloorTrials} measures agents that were
 * trusted and turn; {@code HonestChecks} counts disagreements between honest machines. Vectors are
 * synthetic, and so is the honest noise: what real machines differ by is measured elsewhere.
 *
 * <p>Roof, part of {@code cli}: uses {@code audit}, {@code model} and {@code vector}.
 */
@NullMarked
package dev.kith.cli.bench.audit;

import org.jspecify.annotations.NullMarked;
