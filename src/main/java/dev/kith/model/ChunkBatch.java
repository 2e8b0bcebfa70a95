package dev.kith.model;

import java.util.List;

/**
 * Up to 32 chunks of one segment with their vectors and the receipt of who computed them.
 *
 * @param segment the segment they were cut from
 * @param batch counted from 0 within the segment
 * @param chunks in order
 * @param vectors base64 of little-endian float32, one for each chunk
 * @param receipt who embedded them
 */
public record ChunkBatch(
        int segment, int batch, List<Chunk> chunks, List<String> vectors, Receipt receipt) {
    public ChunkBatch {
        chunks = List.copyOf(chunks);
        vectors = List.copyOf(vectors);
        if (chunks.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    chunks.size() + " chunks but " + vectors.size() + " vectors");
        }
    }
}
