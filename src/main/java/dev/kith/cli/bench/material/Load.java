package dev.kith.cli.bench.material;

import java.util.ArrayList;
import java.util.List;

/**
 * Documents with the chunks that they are cut to.
 *
 * @param first number of the first document in its material
 * @param texts of the documents
 * @param chunks of all of them, in order
 */
public record Load(long first, List<String> texts, List<String> chunks) {
    public Load {
        texts = List.copyOf(texts);
        chunks = List.copyOf(chunks);
    }

    /**
     * As many documents as it takes for so many chunks.
     *
     * @param first number of the first
     * @param chunksMin at least 1
     */
    public static Load of(Material material, Cutter cutter, long first, int chunksMin) {
        List<String> texts = new ArrayList<>();
        List<String> chunks = new ArrayList<>();
        for (long number = first; chunks.size() < chunksMin; number++) {
            String text = material.text(number);
            texts.add(text);
            chunks.addAll(cutter.chunks(text));
        }
        return new Load(first, texts, chunks);
    }

    /** Number of the document after the last. */
    public long next() {
        return first + texts.size();
    }
}
