package dev.kith.chunk.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Text of a reStructuredText document, line by line: section titles become headings, directives
 * leave their content, comments and link targets go. What it does not know it keeps as text.
 *
 * <p>Source: docutils, "reStructuredText Markup Specification"; no part of it is nested here, so
 * that any input takes linear time and no stack.
 */
final class RestructuredReader {
    /** Directives that say nothing to a reader. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "contents",
                    "toctree",
                    "raw",
                    "meta",
                    "include",
                    "literalinclude",
                    "highlight",
                    "default-role",
                    "role",
                    "sectnum",
                    "index",
                    "currentmodule",
                    "tabularcolumns");

    private static final Set<String> CODE =
            Set.of("code-block", "code", "sourcecode", "parsed-literal", "math");

    private static final Set<String> PICTURES = Set.of("image", "figure");

    private static final int SUBSTITUTION_CHARS_MAX = 200;

    private final Draft draft = new Draft();
    private final RestructuredLines lines;
    private final Map<String, String> substitutions = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final StringBuilder paragraph = new StringBuilder();
    private int paragraphIndent;
    private String title = "";
    private int at;

    private RestructuredReader(RestructuredLines lines) {
        this.lines = lines;
    }

    static SourceText read(String text) {
        var reader = new RestructuredReader(new RestructuredLines(List.of(text.split("\n", -1))));
        reader.collectSubstitutions();
        reader.readHeader();
        while (reader.at < reader.lines.count()) reader.readLine();
        reader.endParagraph();
        boolean named = !reader.title.isEmpty();
        return reader.draft.finish(named ? reader.title : reader.draft.firstTopHeading());
    }

    private void collectSubstitutions() {
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.stripped(i);
            int end = line.indexOf("| replace::");
            if (!line.startsWith(".. |") || end < 4) continue;
            String value = line.substring(end + "| replace::".length()).strip();
            if (value.length() <= SUBSTITUTION_CHARS_MAX) {
                substitutions.put(line.substring(4, end), value);
            }
        }
    }

    /** The block of {@code Key: value} lines at the top of a PEP; it stays in the text. */
    private void readHeader() {
        while (at < lines.count() && lines.isBlank(at)) at++;
        int end = at;
        while (end < lines.count() && !lines.isBlank(end)) {
            if (lines.indent(end) == 0 && !lines.isHeaderField(end)) return;
            end++;
        }
        boolean inTitle = false;
        for (int i = at; i < end; i++) {
            if (lines.indent(i) == 0) inTitle = lines.line(i).startsWith("Title:");
            if (!inTitle) continue;
            String part = lines.indent(i) == 0 ? lines.line(i).substring(6) : lines.line(i);
            title = (title + " " + part.strip()).strip();
        }
    }

    private void readLine() {
        if (lines.isBlank(at)) {
            at++;
            endParagraph();
            draft.block();
        } else if (paragraph.isEmpty() && readTitle()) {
            draft.block();
        } else if (lines.isBorder(at)) {
            if (paragraph.isEmpty()) at++;
            endParagraph();
            draft.line();
        } else if (paragraph.isEmpty() && lines.isExplicit(at)) {
            readExplicit();
        } else if (paragraph.isEmpty() && lines.stripped(at).startsWith(">>>")) {
            draft.line();
            for (; at < lines.count() && !lines.isBlank(at); at++) {
                draft.append(lines.line(at).stripTrailing());
                draft.line();
            }
        } else {
            addToParagraph(lines.withoutFieldMarks(at), lines.indent(at));
            at++;
        }
    }

    private boolean readTitle() {
        boolean over = lines.isOverlinedTitle(at);
        if (!over && !lines.isUnderlinedTitle(at)) return false;
        int text = over ? at + 1 : at;
        String style = lines.line(text + 1).charAt(0) + (over ? "over" : "");
        levels.putIfAbsent(style, levels.size() + 1);
        draft.beginHeading(levels.get(style));
        draft.append(inline(lines.stripped(text)));
        draft.endHeading();
        at = text + 2;
        return true;
    }

    private void addToParagraph(String line, int indent) {
        if (!paragraph.isEmpty()) paragraph.append('\n');
        paragraph.append(line);
        paragraphIndent = indent;
    }

    /**
     * Writes the paragraph so far; after one that ends with two colons, what is indented is code.
     */
    private void endParagraph() {
        if (paragraph.isEmpty()) return;
        String text = paragraph.toString();
        paragraph.setLength(0);
        boolean literal = text.endsWith("::");
        if (literal) text = text.strip().equals("::") ? "" : text.substring(0, text.length() - 1);
        draft.line();
        draft.append(inline(text));
        draft.line();
        if (literal) verbatim(paragraphIndent);
    }

    /** Copies the lines that are indented by more than {@code base}, up to the next that is not. */
    private void verbatim(int base) {
        int end = lines.blockEnd(at, base);
        int indent = lines.leastIndent(at, end);
        while (at < end && lines.isBlank(at)) at++;
        List<String> code = new ArrayList<>();
        for (; at < end; at++) {
            String line = lines.line(at);
            code.add(line.substring(Math.min(indent, line.length())));
        }
        draft.block();
        draft.append(String.join("\n", code).stripTrailing());
        draft.block();
    }

    private void readExplicit() {
        int indent = lines.indent(at);
        String rest = lines.stripped(at);
        String body = rest.length() > 2 ? rest.substring(2).stripLeading() : "";
        int colons = directiveNameEnd(body);
        if (body.isEmpty() && (at + 1 == lines.count() || lines.isBlank(at + 1))) {
            at++;
        } else if (rest.startsWith("__")) {
            at++;
        } else if (body.startsWith("[") && body.contains("]")) {
            addToParagraph(body, indent);
            at++;
        } else if (colons > 0 && body.charAt(0) != '_' && body.charAt(0) != '|') {
            String name = body.substring(0, colons).toLowerCase(Locale.ROOT);
            readDirective(name, body.substring(colons + 2).strip(), indent);
        } else {
            at = lines.blockEnd(at + 1, indent);
        }
    }

    private void readDirective(String name, String argument, int indent) {
        at++;
        if (LEFT_OUT.contains(name)) {
            at = lines.blockEnd(at, indent);
            return;
        }
        boolean picture = PICTURES.contains(name);
        boolean code = CODE.contains(name);
        draft.line();
        for (; at < lines.count() && lines.isOption(at, indent); at++) {
            String option = lines.stripped(at);
            if (picture && option.startsWith(":alt:"))
                addToParagraph(option.substring(5).strip(), indent);
        }
        if (name.startsWith("version") || name.equals("deprecated")) addToParagraph(name, indent);
        if (!argument.isEmpty() && !picture && !code) addToParagraph(argument, indent);
        if (picture) endPicture();
        if (code) verbatim(indent);
    }

    /** Ends the alternative text, which no code follows. */
    private void endPicture() {
        String text = paragraph.toString();
        paragraph.setLength(0);
        draft.append(inline(text));
        draft.line();
    }

    /** Where {@code name::} has its colons; 0 if this is no directive. */
    private static int directiveNameEnd(String body) {
        int end = 0;
        while (end < body.length() && isNameChar(body.charAt(end))) end++;
        if (end < body.length() - 1 && body.startsWith("::", end)) {
            boolean ends = end + 2 == body.length() || body.charAt(end + 2) == ' ';
            return ends ? end : 0;
        }
        return 0;
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '+' || c == '.';
    }

    private String inline(String text) {
        return RestructuredInline.convert(text, substitutions);
    }
}
