package dev.kith.cli.terminal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text for a screen: measured, wrapped, shortened, with the sought words marked. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");
    private static final int STEM_CHARS_MIN = 4;
    private static final List<String> ENDINGS = List.of("ing", "es", "ed", "s");
    private static final Set<String> COMMON =
            Set.of(
                    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for",
                    "from", "has", "how", "i", "if", "in", "is", "it", "its", "my", "of", "on",
                    "or", "that", "the", "there", "they", "this", "to", "was", "what", "when",
                    "where", "which", "who", "why", "will", "with", "you", "your");

    private Words() {}

    /** How many columns the text takes; wide characters take two, combining ones none. */
    public static int columns(String text) {
        return text.codePoints().map(Words::columns).sum();
    }

    private static int columns(int codePoint) {
        if (codePoint < 0x300) return 1;
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                Character.isIdeographic(codePoint)
                        || (codePoint >= 0x1100 && codePoint <= 0x115f)
                        || (codePoint >= 0x3000 && codePoint <= 0x30ff)
                        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                        || (codePoint >= 0xff00 && codePoint <= 0xff60)
                        || (codePoint >= 0x1f300 && codePoint <= 0x1faff);
        return wide ? 2 : 1;
    }

    /** One line: each run of blanks and control characters becomes one space. */
    public static String flat(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /** The text in lines of at most {@code width} columns, broken at blanks where that can be. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : flat(text).split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && columns(line.toString()) + 1 + columns(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (columns(rest) > width) {
                int end = fit(rest, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(rest);
        }
        if (!line.isEmpty()) lines.add(line.toString());
        return lines;
    }

    /** The text on one line of at most {@code width} columns, with an ellipsis where it was cut. */
    public static String shorten(String text, int width) {
        String flat = flat(text);
        return columns(flat) <= width ? flat : flat.substring(0, fit(flat, width - 1)) + "…";
    }

    private static int fit(String text, int width) {
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            taken += columns(codePoint);
            if (taken > width && end > 0) break;
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** The text with every word that shares its stem with a word of the query marked. */
    public static String mark(String text, String query, UnaryOperator<String> mark) {
        Set<String> stems = stems(query);
        return WORD.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                stems.contains(stem(found.group()))
                                        ? mark.apply(found.group())
                                        : found.group()));
    }

    private static Set<String> stems(String query) {
        Set<String> stems = new HashSet<>();
        Matcher matcher = WORD.matcher(query);
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            if (!COMMON.contains(word)) stems.add(stem(word));
        }
        return stems;
    }

    private static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (lower.endsWith(ending) && lower.length() - ending.length() >= STEM_CHARS_MIN) {
                return lower.substring(0, lower.length() - ending.length());
            }
        }
        return lower;
    }
}
