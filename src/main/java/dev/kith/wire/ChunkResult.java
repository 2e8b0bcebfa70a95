package dev.kith.wire;

import dev.kith.model.Chunk;
import java.util.List;

/**
 * Payload of a {@code result} envelope that answers {@link ChunkRequest}.
 *
 * @param segment the segment that was cut
 * @param chunks its passages in order; offsets are into the whole source text
 * @param fallback whether the plain splitter stood in, because the first was too slow or failed
 */
public record ChunkResult(int segment, List<Chunk> chunks, boolean fallback) {
    public ChunkResult {
        chunks = List.copyOf(chunks);
    }
}
