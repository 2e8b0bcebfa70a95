package dev.kith.chunk;

import dev.kith.model.Chunk;
import dev.kith.model.Heading;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import java.util.List;
import java.util.Optional;

/**
 * Whether a chunker's answer is what {@link Splitter} promises, as far as that shows without
 * cutting anew: sentences and tokens are believed, lost text, foreign headings and passages beyond
 * number are not. Pure; one walk over the text.
 */
public final class Soundness {
    /** In how many chunks a char may be: one repeats the end of that before, rarely of two. */
    private static final int OVERLAPS_MAX = 4;

    private Soundness() {}

    /** What is wrong with an answer, in words; empty where nothing is. */
    public static Optional<String> objection(ChunkRequest asked, ChunkResult answer) {
        if (answer.segment() != asked.segment()) return Optional.of("is another segment");
        List<Chunk> chunks = answer.chunks();
        String text = asked.text();
        var outline = new Outline(asked.headings());
        int start = -1;
        int end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            int from = chunk.start() - asked.offset();
            int to = chunk.end() - asked.offset();
            if (from <= start || to <= end || to > text.length()) {
                return Optional.of("has passages outside its text, or out of order");
            }
            if (Units.skipBlank(text, end, from) < from) return Optional.of("lacks text");
            if (isAmongTooMany(chunks, i)) return Optional.of("has the same text too often");
            List<String> above = outline.at(chunk.start()).stream().map(Heading::text).toList();
            if (!chunk.headings().isEmpty() && !chunk.headings().equals(above)) {
                return Optional.of("has headings that are not above its text");
            }
            start = from;
            end = to;
        }
        return Units.skipBlank(text, end, text.length()) < text.length()
                ? Optional.of("lacks text")
                : Optional.empty();
    }

    private static boolean isAmongTooMany(List<Chunk> chunks, int i) {
        return i >= OVERLAPS_MAX && chunks.get(i - OVERLAPS_MAX).end() > chunks.get(i).start();
    }
}
