package dev.kith.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a source text into segments as it streams by; one instance a document, one thread.
 *
 * <p>The segments joined are the text, exactly. They are cut at the last paragraph end in the
 * second half of what fits, else at the last line end there, sentence end, white space, and at last
 * anywhere but inside a surrogate pair. Where they are cut does not depend on the pieces fed.
 * Memory stays below two segments and the piece fed.
 */
public final class Segmenter {
    private static final char NEW_LINE = '\n';

    private final int bytesMax;
    private final long escapedThirdsMax;
    private final StringBuilder waiting = new StringBuilder();
    private int index;
    private int start;

    /** How much of {@link #waiting} was measured, and what it came to. */
    private int measured;

    private int bytes;
    private long escapedThirds;

    /** Segments of at most {@code segment-bytes-max} and {@code segment-escaped-bytes-max}. */
    public Segmenter(ChunkerSettings settings) {
        this.bytesMax = settings.segmentBytesMax();
        this.escapedThirdsMax = (long) settings.segmentEscapedBytesMax() * EscapedSize.THIRDS;
    }

    /** Takes the next piece of the text, of any size; returns the segments that are complete. */
    public List<Segment> feed(CharSequence piece) {
        List<Segment> done = new ArrayList<>();
        for (int from = 0; from < piece.length(); from += bytesMax) {
            waiting.append(piece, from, Math.min(piece.length(), from + bytesMax));
            while (measureUntilFull()) done.add(cut(bestCut(measured)));
        }
        return done;
    }

    /** The text is over: returns what remains, at most one segment. */
    public List<Segment> finish() {
        return waiting.isEmpty() ? List.of() : List.of(cut(waiting.length()));
    }

    /** Leaves {@link #measured} at the first char that does not fit any more, if there is one. */
    private boolean measureUntilFull() {
        for (; measured < waiting.length(); measured++) {
            char c = waiting.charAt(measured);
            int charBytes = EscapedSize.utf8(c);
            int charThirds = EscapedSize.thirds(c);
            if (bytes + charBytes > bytesMax || escapedThirds + charThirds > escapedThirdsMax) {
                return true;
            }
            bytes += charBytes;
            escapedThirds += charThirds;
        }
        return false;
    }

    private Segment cut(int end) {
        var segment = new Segment(index, start, waiting.substring(0, end));
        waiting.delete(0, end);
        index++;
        start = Math.addExact(start, end);
        measured = 0;
        bytes = 0;
        escapedThirds = 0;
        return segment;
    }

    /** Looks at nothing at or after {@code limit}, so that it is the same however text is fed. */
    private int bestCut(int limit) {
        int line = 0;
        int sentence = 0;
        int space = 0;
        for (int at = limit; at > limit / 2; at--) {
            char last = waiting.charAt(at - 1);
            if (sentence == 0 && endsSentenceWithoutSpace(last)) sentence = at;
            if (!Character.isWhitespace(last)) continue;
            if (space == 0) space = at;
            if (at > 1 && last == NEW_LINE && waiting.charAt(at - 2) == NEW_LINE) return at;
            if (line == 0 && last == NEW_LINE) line = at;
            if (sentence == 0 && at > 1 && endsSentence(waiting.charAt(at - 2))) sentence = at;
        }
        if (line > 0) return line;
        if (sentence > 0) return sentence;
        return space > 0 ? space : outsidePair(limit);
    }

    private int outsidePair(int limit) {
        boolean inside =
                Character.isLowSurrogate(waiting.charAt(limit))
                        && Character.isHighSurrogate(waiting.charAt(limit - 1));
        return inside && limit > 1 ? limit - 1 : limit;
    }

    private static boolean endsSentence(char c) {
        return c == '.' || c == '!' || c == '?';
    }

    private static boolean endsSentenceWithoutSpace(char c) {
        return c == '。' || c == '！' || c == '？';
    }
}
