package dev.kith.embed.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.kith.embed.onednn.file.BertFile;
import dev.kith.embed.onednn.file.Floats;
import java.lang.foreign.MemorySegment;

/** The vectors of words and of positions; safe for many threads while the file is open. */
final class Words {
    private final Floats words;
    private final float[] positions;
    private final BertFile.Sizes sizes;

    Words(BertFile file) {
        this.words = file.words();
        this.positions = file.positions();
        this.sizes = file.sizes();
    }

    /**
     * Writes a text's word and position vectors, summed, a row each.
     *
     * @param row the first
     * @throws IllegalArgumentException if it is longer than the model knows positions, or the model
     *     does not know a word's number
     */
    void write(long[] text, MemorySegment into, int row) {
        if (text.length > sizes.positions()) {
            throw new IllegalArgumentException(
                    text.length + " tokens; the model takes " + sizes.positions());
        }
        int width = sizes.width();
        var sum = new float[width];
        for (int i = 0; i < text.length; i++) {
            if (text[i] < 0 || text[i] >= sizes.words()) {
                throw new IllegalArgumentException("the model knows no word " + text[i]);
            }
            words.copy(text[i] * width, sum, width);
            for (int j = 0; j < width; j++) sum[j] += positions[i * width + j];
            MemorySegment.copy(
                    sum, 0, into, JAVA_FLOAT, (long) (row + i) * width * Float.BYTES, width);
        }
    }
}
