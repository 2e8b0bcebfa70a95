package dev.kith.chunk.source;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an overlong paragraph, a large table most likely, kept as it stands. commonmark-java
 * looks at all lines of a paragraph again for each next one; this ends that after a while.
 */
final class LongParagraph extends AbstractBlockParser {
    private static final int PARAGRAPH_LINES_MAX = 500;

    /** How it stands in the tree. */
    static final class Node extends CustomBlock {}

    private final Node block = new Node();
    private final List<String> lines = new ArrayList<>();

    private LongParagraph() {}

    /** Takes over where a paragraph has become too long. */
    static BlockParserFactory factory() {
        return LongParagraph::tryStart;
    }

    private static @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        if (matched.getParagraphLines().getLines().size() < PARAGRAPH_LINES_MAX) {
            return BlockStart.none();
        }
        return BlockStart.of(new LongParagraph()).atIndex(state.getIndex());
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        return state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        lines.add(line.getContent().toString());
    }

    @Override
    public void closeBlock() {
        for (String line : lines) {
            if (block.getFirstChild() != null) block.appendChild(new SoftLineBreak());
            block.appendChild(new Text(line));
        }
    }
}
