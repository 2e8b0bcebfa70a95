/**
 * A faster engine for models of the numeric class {@code full}: BERT encoders in bfloat16 on
 * oneDNN, where the processor multiplies matrices of them (AMX).
 *
 * <p>{@link dev.kith.embed.onednn.OneDnnModel} is the door. {@link dev.kith.embed.onednn.Encoder}
 * computes, one per thread, with the weights and the primitives of {@link
 * dev.kith.embed.onednn.Layers}, which all share. How many rows a matrix gets is {@link
 * dev.kith.embed.onednn.Rows}', pure: texts lie in it one after the other, unpadded, and a text
 * gives the same bits alone and in any company.
 */
@NullMarked
package dev.kith.embed.onednn;

import org.jspecify.annotations.NullMarked;
