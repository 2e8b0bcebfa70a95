package dev.kith.chunk.source;

import dev.kith.model.Heading;
import java.util.ArrayList;
import java.util.List;

/**
 * A source text being written. Breaks are asked for and only made before the next visible text, so
 * that there are none at the ends and never more than one blank line between blocks.
 */
final class Draft {
    /** Longer headings are context no more; the text has all of them. */
    private static final int HEADING_CHARS_MAX = 200;

    private static final int NONE = -1;

    private final StringBuilder text = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private int breaksWanted;
    private boolean afterMarker;
    private int headingStart = NONE;
    private int headingLevel;

    /** A blank line before what follows. */
    void block() {
        want(2);
    }

    /** A new line before what follows. */
    void line() {
        want(1);
    }

    /** What follows goes on where the text is, in the next cell of a table's row. */
    void cell() {
        breaksWanted = 0;
        if (!text.isEmpty()) text.append('\t');
        afterMarker = true;
    }

    /** A table's row begins: blocks in its first cell make no breaks. */
    void beginRow() {
        line();
        afterMarker = true;
    }

    /** It ends: the next one follows without a blank line, whatever its last cell asked for. */
    void endRow() {
        breaksWanted = 0;
        afterMarker = false;
        line();
    }

    /** A list item's beginning: what follows stands on its line. */
    void marker(String marker) {
        append(marker);
        afterMarker = true;
    }

    /** Text as it is. */
    void append(String piece) {
        String normal = PlainNormalizer.normalize(piece); // escapes may hide anything
        if (normal.isEmpty()) return;
        makeBreaks();
        afterMarker = false;
        text.append(headingStart == NONE ? normal : normal.replace('\n', ' '));
    }

    /** Text whose white space says nothing: runs of it become one space, none at a line's start. */
    void flow(String piece) {
        var flowing = new StringBuilder(piece.length());
        boolean space = breaksWanted > 0 || endsWithSpace();
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean white = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (!white) flowing.append(c);
            else if (!space) flowing.append(' ');
            space = white;
        }
        append(flowing.toString());
    }

    /** All that is appended until {@link #endHeading} is one heading. */
    void beginHeading(int level) {
        if (headingStart != NONE) return;
        block();
        makeBreaks();
        headingStart = text.length();
        headingLevel = level;
    }

    /** Ends it; a heading without text is none. */
    void endHeading() {
        if (headingStart == NONE) return;
        int from = headingStart;
        int to = text.length();
        while (from < to && Character.isWhitespace(text.charAt(from))) from++;
        while (from < to && Character.isWhitespace(text.charAt(to - 1))) to--;
        if (to - from > HEADING_CHARS_MAX) {
            to = from + HEADING_CHARS_MAX;
            if (Character.isHighSurrogate(text.charAt(to - 1))) to--;
        }
        if (from < to) headings.add(new Heading(from, headingLevel, text.substring(from, to)));
        headingStart = NONE;
        block();
    }

    /** Text of the first heading of the outermost level 1, or empty. */
    String firstTopHeading() {
        return headings.stream()
                .filter(h -> h.level() == 1)
                .map(Heading::text)
                .findFirst()
                .orElse("");
    }

    SourceText finish(String title) {
        return new SourceText(PlainNormalizer.normalize(title), text.toString(), headings);
    }

    private void want(int breaks) {
        if (text.isEmpty() || afterMarker) return;
        if (headingStart == NONE) breaksWanted = Math.max(breaksWanted, breaks);
        else if (text.length() > headingStart && !endsWithSpace()) text.append(' ');
    }

    private boolean endsWithSpace() {
        return text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    }

    private void makeBreaks() {
        if (breaksWanted == 0) return;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') end--;
        text.setLength(end);
        int has = 0;
        while (has < 2 && end > has && text.charAt(end - 1 - has) == '\n') has++;
        for (; has < breaksWanted; has++) text.append('\n');
        breaksWanted = 0;
    }
}
