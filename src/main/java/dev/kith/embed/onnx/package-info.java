/**
 * The engine that runs everywhere: DJL on ONNX Runtime, one text a run, unpadded. {@link
 * dev.kith.embed.onnx.OnnxModel} is the door.
 *
 * <p>Part of {@code embed}, floor 3. A second engine will stand beside this package, behind the
 * same {@link dev.kith.embed.EmbeddingModel}.
 */
@NullMarked
package dev.kith.embed.onnx;

import org.jspecify.annotations.NullMarked;
