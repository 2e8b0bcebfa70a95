package dev.kith.task.work;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.ContentId;
import dev.kith.model.HashTree;
import dev.kith.model.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of one segment that are embedded together.
 *
 * @param segment the segment they are of
 * @param index counted from 0 within the segment
 * @param chunks in order
 * @param texts each chunk's text
 */
record Batch(int segment, int index, List<Chunk> chunks, List<String> texts) {
    /** Control characters take six times their place in JSON. */
    private static final int CONTROL_WEIGHT = 4;

    Batch {
        chunks = List.copyOf(chunks);
        texts = List.copyOf(texts);
    }

    /**
     * All chunks of a segment, packed in order.
     *
     * @param chunksMax most chunks in a batch, at least 1
     * @param charsMax most characters in a batch of more than one chunk
     * @throws IndexOutOfBoundsException if a chunk is not within the segment
     */
    static List<Batch> of(Segment segment, List<Chunk> chunks, int chunksMax, int charsMax) {
        var batches = new ArrayList<Batch>();
        var packed = new ArrayList<Chunk>();
        var texts = new ArrayList<String>();
        int weight = 0;
        for (Chunk chunk : chunks) {
            String text =
                    segment.text()
                            .substring(
                                    chunk.start() - segment.start(), chunk.end() - segment.start());
            int heavier = weight + weight(text);
            if (packed.size() == chunksMax || (!packed.isEmpty() && heavier > charsMax)) {
                batches.add(new Batch(segment.index(), batches.size(), packed, texts));
                packed.clear();
                texts.clear();
                heavier = weight(text);
            }
            packed.add(chunk);
            texts.add(text);
            weight = heavier;
        }
        if (!packed.isEmpty()) {
            batches.add(new Batch(segment.index(), batches.size(), packed, texts));
        }
        return batches;
    }

    /** Whether a stored batch is this one. */
    boolean isStoredAs(ChunkBatch stored) {
        return stored.segment() == segment
                && stored.batch() == index
                && stored.chunks().equals(chunks);
    }

    /** What a receipt of the texts must name. */
    ContentId input() {
        return HashTree.ofTexts(texts).root();
    }

    private static int weight(String text) {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            weight += text.charAt(i) < ' ' ? CONTROL_WEIGHT : 1;
        }
        return weight;
    }
}
