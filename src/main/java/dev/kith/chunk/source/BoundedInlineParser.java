package dev.kith.chunk.source;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Leaves the markup of overlong paragraphs as it stands. commonmark-java's inline parser takes
 * quadratic time for some of them (400 kB of {@code "<a "} half a minute) and nests without bound.
 */
final class BoundedInlineParser implements InlineParser {
    /** Some hundred times what a person writes; the worst still takes a tenth of a second. */
    private static final int PARAGRAPH_CHARS_MAX = 16_384;

    private final InlineParser parser;

    BoundedInlineParser(InlineParserContext context) {
        this.parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node node) {
        int chars = 0;
        for (SourceLine line : lines.getLines()) chars += line.getContent().length() + 1;
        if (chars <= PARAGRAPH_CHARS_MAX) {
            parser.parse(lines, node);
            return;
        }
        boolean first = true;
        for (SourceLine line : lines.getLines()) {
            if (!first) node.appendChild(new SoftLineBreak());
            first = false;
            node.appendChild(new Text(line.getContent().toString()));
        }
    }
}
