package dev.kith.task.verify;

import dev.kith.model.Chunk;
import dev.kith.model.Receipt;

/**
 * A passage that was drawn.
 *
 * @param vector base64 of little-endian float32, as it is stored
 */
record Piece(Chunk chunk, String text, String vector, Receipt receipt) {}
