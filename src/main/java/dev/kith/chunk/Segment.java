package dev.kith.chunk;

/**
 * A piece of a source text, small enough for one message.
 *
 * @param index counted from 0
 * @param start UTF-16 offset in the source text where it begins
 * @param text never empty
 */
public record Segment(int index, int start, String text) {
    public Segment {
        if (index < 0 || start < 0) {
            throw new IllegalArgumentException("negative index or start: " + index + ", " + start);
        }
        if (text.isEmpty()) throw new IllegalArgumentException("text is empty");
    }

    /** Offset after its last character. */
    public int end() {
        return start + text.length();
    }
}
