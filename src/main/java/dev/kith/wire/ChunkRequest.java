package dev.kith.wire;

import dev.kith.model.Heading;
import java.util.List;

/**
 * Payload of a {@code chunk} envelope: one segment of a document to be cut into passages.
 *
 * @param segment position of the segment in its document, counted from 0
 * @param offset UTF-16 index in the whole source text where the segment begins
 * @param whole whether this segment is the whole document, so that a short one stays one chunk
 * @param text the segment, at most 64 KiB of UTF-8
 * @param headings those in force where the segment begins, then those in it; offsets are into the
 *     whole source text
 */
public record ChunkRequest(
        int segment, int offset, boolean whole, String text, List<Heading> headings) {
    public ChunkRequest {
        headings = List.copyOf(headings);
    }
}
