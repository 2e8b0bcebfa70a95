/**
 * Checking a document: its receipts against what is stored, and a sample of its vectors against
 * this agent's own model.
 *
 * <p>{@link dev.kith.task.verify.DocumentVerifier} implements {@link dev.kith.task.Verifier}.
 * {@code Reading} goes through one version page by page, {@code Recomputing} compares the sample.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.verify;

import org.jspecify.annotations.NullMarked;
