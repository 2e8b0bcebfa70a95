package dev.kith.chunk.source;

import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Text of a Markdown document: markup removed, code as it stands, links as their text. Tables are
 * not CommonMark and stay as written. The walk keeps no stack of its own, so depth is no matter.
 *
 * <p>Source: CommonMark 0.31, by commonmark-java.
 */
final class MarkdownReader {
    /** Deeper quotes and lists on one line are no text of a person; they cost quadratic time. */
    private static final int CONTAINERS_MAX = 64;

    private static final int INDENT_MAX = 8;
    private static final Parser PARSER =
            Parser.builder()
                    .inlineParserFactory(BoundedInlineParser::new)
                    .customBlockParserFactory(LongParagraph.factory())
                    .build();

    private final Draft draft = new Draft();
    private int listDepth;

    private MarkdownReader() {}

    static SourceText read(String text) {
        FrontMatter front = FrontMatter.of(text);
        String body = text.substring(front.end());
        if (nestsTooDeep(body)) return SourceReader.plain(text);
        var reader = new MarkdownReader();
        reader.walk(PARSER.parse(body));
        boolean named = !front.title().isEmpty();
        return reader.draft.finish(named ? front.title() : reader.draft.firstTopHeading());
    }

    private void walk(Node root) {
        Node at = root;
        while (true) {
            begin(at);
            Node next = at.getFirstChild();
            while (next == null) {
                end(at);
                next = at.getNext();
                if (next == null) {
                    Node parent = at.getParent();
                    if (parent == null) return;
                    at = parent;
                }
            }
            at = next;
        }
    }

    private void begin(Node node) {
        switch (node) {
            case Text text -> draft.append(text.getLiteral());
            case Code code -> draft.append(code.getLiteral());
            case SoftLineBreak _, HardLineBreak _ -> draft.append("\n");
            case HtmlInline html -> draft.append(isBreak(html.getLiteral()) ? "\n" : "");
            case HtmlBlock html -> block(HtmlReader.fragment(html.getLiteral()));
            case FencedCodeBlock code -> block(code.getLiteral());
            case IndentedCodeBlock code -> block(code.getLiteral());
            case Heading heading -> draft.beginHeading(heading.getLevel());
            case ListBlock _ -> {
                separate(node);
                listDepth++;
            }
            case ListItem item -> beginItem(item);
            case Paragraph _ -> separate(node);
            case LongParagraph.Node _ -> draft.line();
            case ThematicBreak _, LinkReferenceDefinition _ -> draft.block();
            default -> {}
        }
    }

    private void end(Node node) {
        switch (node) {
            case Heading _ -> draft.endHeading();
            case ListBlock _ -> {
                listDepth--;
                separate(node);
            }
            case Paragraph _ -> beforeNext(node);
            case LongParagraph.Node _ -> separate(node);
            default -> {}
        }
    }

    private void block(String literal) {
        draft.block();
        draft.append(literal.stripTrailing());
        draft.block();
    }

    private void beforeNext(Node paragraph) {
        if (!(paragraph.getNext() instanceof LongParagraph.Node)) separate(paragraph);
    }

    private void separate(Node node) {
        boolean tight =
                node.getParent() instanceof ListItem item
                        && item.getParent() instanceof ListBlock list
                        && list.isTight();
        if (tight) draft.line();
        else draft.block();
    }

    private void beginItem(ListItem item) {
        Node parent = item.getParent();
        if (parent instanceof ListBlock list && !list.isTight()) draft.block();
        else draft.line();
        String indent = "  ".repeat(Math.clamp(listDepth - 1L, 0, INDENT_MAX));
        draft.marker(indent + markerOf(parent));
    }

    private static String markerOf(@Nullable Node list) {
        return switch (list) {
            case OrderedList ordered -> {
                int number = ordered.getMarkerStartNumber();
                ordered.setMarkerStartNumber(number + 1);
                yield number + ". ";
            }
            case BulletList _ -> "- ";
            case null, default -> "- ";
        };
    }

    private static boolean isBreak(String html) {
        return html.regionMatches(true, 0, "<br", 0, 3);
    }

    /** Whether some line begins with more quote and list markers than anyone writes. */
    private static boolean nestsTooDeep(String text) {
        int markers = 0;
        boolean prefix = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                prefix = true;
                markers = 0;
            } else if (prefix) {
                if (c == '>'
                        || (" \t".indexOf(c) >= 0 && i > 0 && isMarkerEnd(text.charAt(i - 1)))) {
                    markers++;
                }
                prefix = " \t>-+*.)".indexOf(c) >= 0 || Character.isDigit(c);
                if (markers > CONTAINERS_MAX) return true;
            }
        }
        return false;
    }

    private static boolean isMarkerEnd(char c) {
        return "-+*.)".indexOf(c) >= 0;
    }
}
