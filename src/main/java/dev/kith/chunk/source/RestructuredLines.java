package dev.kith.chunk.source;

import java.util.List;

/** The lines of a reStructuredText document, and what can be said of one by its looks. */
final class RestructuredLines {
    private static final int ADORNMENT_CHARS_MIN = 4;
    private static final int FIELD_NAME_CHARS_MAX = 60;
    private static final int TAB_COLUMNS = 8;

    private final List<String> lines;

    RestructuredLines(List<String> lines) {
        this.lines = lines.stream().map(RestructuredLines::expandTabs).toList();
    }

    int count() {
        return lines.size();
    }

    String line(int at) {
        return lines.get(at);
    }

    String stripped(int at) {
        return lines.get(at).strip();
    }

    boolean isBlank(int at) {
        return lines.get(at).isBlank();
    }

    /** Leading white space in chars. */
    int indent(int at) {
        String line = lines.get(at);
        int indent = 0;
        while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) indent++;
        return indent;
    }

    /** First line from {@code from} on that is not blank and not indented by more than that. */
    int blockEnd(int from, int base) {
        int end = from;
        while (end < count() && (isBlank(end) || indent(end) > base)) end++;
        return end;
    }

    /** Of the lines that are not blank. */
    int leastIndent(int from, int end) {
        int least = Integer.MAX_VALUE;
        for (int i = from; i < end; i++) if (!isBlank(i)) least = Math.min(least, indent(i));
        return least;
    }

    boolean isHeaderField(int at) {
        String line = lines.get(at);
        int end = 0;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '-')) {
            end++;
        }
        boolean colon = end > 0 && end < line.length() && line.charAt(end) == ':';
        return colon && (end + 1 == line.length() || line.charAt(end + 1) == ' ');
    }

    boolean isOverlinedTitle(int at) {
        if (at + 2 >= count() || !isAdornment(at) || !isAdornment(at + 2)) return false;
        boolean alike = line(at).charAt(0) == line(at + 2).charAt(0);
        boolean covers = stripped(at + 1).length() <= line(at).stripTrailing().length();
        return alike && covers && !isBlank(at + 1) && !isAdornment(at + 1);
    }

    boolean isUnderlinedTitle(int at) {
        if (at + 1 >= count() || isBlank(at) || indent(at) > 0) return false;
        if (isAdornment(at) || !isAdornment(at + 1)) return false;
        int length = line(at + 1).stripTrailing().length();
        return length >= ADORNMENT_CHARS_MIN || length >= stripped(at).length();
    }

    /** A line of one repeated punctuation mark. */
    private boolean isAdornment(int at) {
        String line = lines.get(at).stripTrailing();
        if (line.length() < 2) return false;
        char first = line.charAt(0);
        boolean mark = first > ' ' && first < 0x7F && !Character.isLetterOrDigit(first);
        return mark
                && line.chars().allMatch(c -> c == first)
                && !line.equals("..")
                && !line.equals("::");
    }

    /** A transition, or a rule of a table; nothing to read. */
    boolean isBorder(int at) {
        String line = stripped(at);
        if (line.length() < ADORNMENT_CHARS_MIN) return false;
        if (indent(at) == 0 && isAdornment(at)) return true;
        boolean rule = line.chars().allMatch(c -> "=-+| ".indexOf(c) >= 0);
        return rule && (line.contains("==") || line.contains("--"));
    }

    /** A comment, directive, footnote, target or substitution begins here. */
    boolean isExplicit(int at) {
        String line = stripped(at);
        return line.equals("..") || line.startsWith(".. ") || line.startsWith("__ ");
    }

    /** {@code :name: value} in a directive that is indented by {@code base}. */
    boolean isOption(int at, int base) {
        return !isBlank(at) && indent(at) > base && fieldNameEnd(stripped(at)) > 0;
    }

    /** The line without the colon that opens a field, or the bar that opens a line block's line. */
    String withoutFieldMarks(int at) {
        String line = lines.get(at).stripTrailing();
        String stripped = line.strip();
        String indent = line.substring(0, line.length() - stripped.length());
        if (stripped.startsWith("| ") && !stripped.endsWith("|")) {
            return indent + stripped.substring(2);
        }
        return fieldNameEnd(stripped) > 0 ? indent + stripped.substring(1) : line;
    }

    private static int fieldNameEnd(String stripped) {
        if (!stripped.startsWith(":")) return 0;
        int end = stripped.indexOf(':', 1);
        if (end < 2 || end > FIELD_NAME_CHARS_MAX) return 0;
        boolean ends = end + 1 == stripped.length() || stripped.charAt(end + 1) == ' ';
        return ends ? end : 0;
    }

    private static String expandTabs(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) end++;
        if (line.lastIndexOf('\t', end) < 0 || end == 0) return line;
        int columns = 0;
        for (int i = 0; i < end; i++) {
            columns += line.charAt(i) == '\t' ? TAB_COLUMNS - columns % TAB_COLUMNS : 1;
        }
        return " ".repeat(Math.min(columns, 4 * FIELD_NAME_CHARS_MAX)) + line.substring(end);
    }
}
