package dev.kith.chunk.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Text of an HTML page's body: blocks as paragraphs, list items and table rows a line each, {@code
 * pre} as it stands, links as their text. The walk keeps no stack of its own, so depth is no
 * matter.
 */
final class HtmlReader implements NodeFilter {
    private static final Set<String> LEFT_OUT =
            Set.of("head", "script", "style", "nav", "template", "noscript");
    private static final Set<String> LINES = Set.of("dt", "dd", "option", "caption", "summary");

    /** Deeper tables are no page of a person, and jsoup takes quadratic time for them. */
    private static final int TABLES_MAX = 100;

    private final Draft draft = new Draft();

    /** The number of the next item for each open list; 0 where items have none. */
    private final Deque<Integer> lists = new ArrayDeque<>();

    private int verbatim;
    private boolean rowBegun;

    private HtmlReader() {}

    static SourceText read(String html) {
        // The XML parser repairs nothing, so its time is linear.
        Parser parser = nestsTablesTooDeep(html) ? Parser.xmlParser() : Parser.htmlParser();
        Document document = parser.parseInput(html, "");
        var reader = new HtmlReader();
        NodeTraversor.filter(reader, document);
        String title = document.title().strip();
        return reader.draft.finish(title.isEmpty() ? reader.draft.firstTopHeading() : title);
    }

    /** The text of a piece of HTML, without headings. */
    static String fragment(String html) {
        return read(html).text();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (verbatim > 0) draft.append(text.getWholeText());
            else draft.flow(text.getWholeText());
        } else if (node instanceof Element element) {
            if (LEFT_OUT.contains(element.normalName())) return FilterResult.SKIP_ENTIRELY;
            begin(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) end(element);
        return FilterResult.CONTINUE;
    }

    private void begin(Element element) {
        String name = element.normalName();
        if (headingLevel(name) > 0) {
            draft.beginHeading(headingLevel(name));
            return;
        }
        switch (name) {
            case "br" -> breakLine();
            case "img" -> draft.flow(element.attr("alt"));
            case "pre", "textarea" -> {
                draft.block();
                verbatim++;
            }
            case "ul", "menu", "ol" -> {
                separate(element);
                lists.push(name.equals("ol") ? 1 : 0);
            }
            case "li" -> beginItem();
            case "tr" -> {
                draft.beginRow();
                rowBegun = false;
            }
            case "td", "th" -> {
                if (rowBegun) draft.cell();
                rowBegun = true;
            }
            default -> separate(element);
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (headingLevel(name) > 0) {
            draft.endHeading();
            return;
        }
        switch (name) {
            case "pre", "textarea" -> {
                verbatim--;
                draft.block();
            }
            case "ul", "menu", "ol" -> {
                lists.pop();
                separate(element);
            }
            case "li" -> draft.line();
            case "tr" -> draft.endRow();
            case "br", "img", "td", "th" -> {}
            default -> separate(element);
        }
    }

    private void separate(Element element) {
        if (LINES.contains(element.normalName()) || inItem(element)) draft.line();
        else if (element.isBlock()) draft.block();
    }

    /** A list in a list goes on without a blank line. */
    private boolean inItem(Element element) {
        Element parent = element.parent();
        return element.isBlock() && parent != null && parent.normalName().equals("li");
    }

    private void beginItem() {
        draft.line();
        int number = lists.isEmpty() ? 0 : lists.pop();
        draft.marker(number == 0 ? "- " : number + ". ");
        lists.push(number == 0 ? 0 : number + 1);
    }

    private void breakLine() {
        if (verbatim > 0) draft.append("\n");
        else draft.line();
    }

    private static boolean nestsTablesTooDeep(String html) {
        int open = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.regionMatches(true, at, "<table", 0, 6)) open++;
            else if (html.regionMatches(true, at, "</table", 0, 7)) open = Math.max(0, open - 1);
            if (open > TABLES_MAX) return true;
        }
        return false;
    }

    private static int headingLevel(String name) {
        boolean heading =
                name.length() == 2
                        && name.charAt(0) == 'h'
                        && name.charAt(1) >= '1'
                        && name.charAt(1) <= '6';
        return heading ? name.charAt(1) - '0' : 0;
    }
}
