package dev.kith.chunk.source;

import dev.kith.model.Heading;
import java.util.List;

/**
 * What a document says, free of its format.
 *
 * @param title may be empty
 * @param text lines end with LF; no lone surrogates; all offsets of the document are into this
 * @param headings in the order of their offsets; each one's text stands in {@code text} at its
 *     offset
 */
public record SourceText(String title, String text, List<Heading> headings) {
    public SourceText {
        headings = List.copyOf(headings);
    }
}
