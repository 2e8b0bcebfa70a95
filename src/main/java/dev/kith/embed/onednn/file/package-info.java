/**
 * The weights of a sentence model, read from its ONNX file.
 *
 * <p>{@link dev.kith.embed.onednn.file.OnnxFile} walks the file without loading it; {@link
 * dev.kith.embed.onednn.file.BertFile} finds in it what each tensor is for.
 */
@NullMarked
package dev.kith.embed.onednn.file;

import org.jspecify.annotations.NullMarked;
