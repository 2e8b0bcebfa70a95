package dev.kith.model;

import java.util.List;

/**
 * A piece of a document's source text that travels and is stored as one.
 *
 * @param index counted from 0
 * @param start UTF-16 index in the source text where it begins
 * @param text at most 64 KiB of UTF-8; all segments joined are the source text
 * @param headings those in force where it begins, outermost first, then those in it
 */
public record Segment(int index, int start, String text, List<Heading> headings) {
    public Segment {
        if (index < 0 || start < 0) {
            throw new IllegalArgumentException("negative segment: " + index + ", " + start);
        }
        headings = List.copyOf(headings);
    }
}
