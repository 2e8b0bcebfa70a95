/**
 * {@code kith eval}: how well a network finds what people judged to be right.
 *
 * <p>{@link dev.kith.cli.eval.EvalCommand} is the door. {@code DataSet} reads a folder, {@code
 * Evaluation} ingests it and asks its queries, {@link dev.kith.cli.eval.Metrics} is arithmetic
 * only, {@code Spans} finds where answers stand in the stored texts.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.eval;

import org.jspecify.annotations.NullMarked;
