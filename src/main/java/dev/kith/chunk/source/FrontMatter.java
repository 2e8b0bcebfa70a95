package dev.kith.chunk.source;

/**
 * The YAML block that may stand before a Markdown text.
 *
 * @param title its {@code title}, or empty
 * @param end UTF-16 offset where the text after it begins; 0 if there is no front matter
 */
record FrontMatter(String title, int end) {
    private static final FrontMatter NONE = new FrontMatter("", 0);
    private static final String FENCE = "---\n";
    private static final String TITLE = "title:";

    /** Finds it; a block that is not made of keys and values is text between two rules. */
    static FrontMatter of(String text) {
        if (!text.startsWith(FENCE)) return NONE;
        String title = "";
        boolean keys = false;
        int start = FENCE.length();
        while (start < text.length()) {
            int lineEnd = text.indexOf('\n', start);
            int end = lineEnd < 0 ? text.length() : lineEnd;
            String line = text.substring(start, end);
            start = Math.min(text.length(), end + 1);
            if (line.equals("---") || line.equals("...")) {
                return keys ? new FrontMatter(title, start) : NONE;
            }
            if (isKey(line)) keys = true;
            else if (!isContinuation(line)) return NONE;
            if (line.startsWith(TITLE)) title = unquoted(line.substring(TITLE.length()).strip());
        }
        return NONE;
    }

    private static boolean isKey(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || !Character.isLetter(line.charAt(0))) return false;
        boolean ends = colon + 1 == line.length() || line.charAt(colon + 1) == ' ';
        return ends && line.chars().limit(colon).noneMatch(Character::isWhitespace);
    }

    private static boolean isContinuation(String line) {
        return line.isBlank() || " \t-#]}".indexOf(line.charAt(0)) >= 0;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.startsWith("\"") || value.startsWith("'"))
                        && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
