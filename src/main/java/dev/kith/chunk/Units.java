package dev.kith.chunk;

import dev.kith.model.Heading;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What chunks are packed from: sentences, headings, and pieces of sentences too long for a chunk.
 * Units stand in reading order, do not overlap, and leave out nothing but white space.
 */
final class Units {

    /**
     * One of them.
     *
     * @param start UTF-16 offset in the segment of its first char, which is not white space
     * @param end after its last, likewise
     * @param heading whether a heading begins here
     */
    record Unit(int start, int end, boolean heading) {}

    /** How far back a cut may move to stay between graphemes. */
    private static final int GRAPHEME_CHARS_MAX = 64;

    private final String text;
    private final Tokens tokens;
    private final int tokensMax;
    private final int charsMax;
    private final List<Unit> units = new ArrayList<>();

    private Units(String text, Tokens tokens, ChunkerSettings settings) {
        this.text = text;
        this.tokens = tokens;
        this.tokensMax = settings.chunkTokensTarget();
        this.charsMax = settings.chunkCharsMax();
    }

    /**
     * Cuts a segment.
     *
     * @param sentences where they begin, in the segment
     * @param headings offsets are in the segment
     */
    static List<Unit> of(
            String text,
            Tokens tokens,
            int[] sentences,
            List<Heading> headings,
            ChunkerSettings settings) {
        var starts = new BitSet(text.length());
        var headingStarts = new BitSet();
        Arrays.stream(sentences).forEach(starts::set);
        for (Heading heading : headings) {
            if (heading.offset() >= text.length()) continue;
            starts.set(heading.offset());
            headingStarts.set(heading.offset());
            int end = heading.offset() + heading.text().length();
            if (text.startsWith(heading.text(), heading.offset()) && end < text.length()) {
                starts.set(end);
            }
        }
        starts.set(0);
        var cutter = new Units(text, tokens, settings);
        for (int start = 0; start >= 0 && start < text.length(); ) {
            int next = starts.nextSetBit(start + 1);
            int end = next < 0 ? text.length() : next;
            cutter.add(start, end, headingStarts.get(start));
            start = end;
        }
        return cutter.units;
    }

    private void add(int start, int end, boolean heading) {
        int from = skipBlank(text, start, end);
        int to = skipBlankBack(text, from, end);
        boolean first = heading;
        while (from < to) {
            int limit = Math.min(to, tokens.reach(from, tokensMax));
            if (limit - from > charsMax) limit = from + charsMax;
            int cut = limit == to ? to : bestCut(from, limit);
            units.add(new Unit(from, skipBlankBack(text, from, cut), first));
            from = skipBlank(text, cut, to);
            first = false;
        }
    }

    /** In (from, limit]: after a line, else after white space, else between graphemes. */
    private int bestCut(int from, int limit) {
        int space = 0;
        for (int at = limit; at > from + (limit - from) / 2; at--) {
            if (text.charAt(at - 1) == '\n') return at;
            if (space == 0 && isBlank(text.charAt(at - 1))) space = at;
        }
        return space > 0 ? space : outsidePair(from, betweenGraphemes(from, limit));
    }

    private int betweenGraphemes(int from, int cut) {
        int low = Math.max(from, cut - GRAPHEME_CHARS_MAX);
        int high = Math.min(text.length(), cut + GRAPHEME_CHARS_MAX);
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text.substring(low, high));
        if (graphemes.isBoundary(cut - low)) return cut;
        int before = low + graphemes.preceding(cut - low);
        return before > low ? before : cut;
    }

    /** Between two code points, and after {@code from}. */
    private int outsidePair(int from, int cut) {
        int at = Math.max(cut, from + 1);
        boolean inside =
                at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        if (!inside) return at;
        return at - 1 > from ? at - 1 : at + 1;
    }

    /** All white space is in the basic plane, so a char tells. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** First offset from {@code start} on that is not white space, or {@code end}. */
    static int skipBlank(String text, int start, int end) {
        int at = start;
        while (at < end && isBlank(text.charAt(at))) at++;
        return at;
    }

    /** Last offset down from {@code end} with no white space before it, or {@code start}. */
    static int skipBlankBack(String text, int start, int end) {
        int at = end;
        while (at > start && isBlank(text.charAt(at - 1))) at--;
        return at;
    }
}
