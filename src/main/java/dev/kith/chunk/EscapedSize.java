package dev.kith.chunk;

/**
 * How large a text becomes inside an envelope, whether its JSON is carried as base64 or as a JSON
 * string once more: the larger of the two, in thirds of a byte so that base64's 4/3 is whole.
 */
final class EscapedSize {
    static final int THIRDS = 3;

    private EscapedSize() {}

    /** Bytes that {@code text} takes at most. */
    static int bytes(String text) {
        long thirds = 0;
        for (int i = 0; i < text.length(); i++) thirds += thirds(text.charAt(i));
        return (int) Math.min(Integer.MAX_VALUE, (thirds + THIRDS - 1) / THIRDS);
    }

    /** Thirds of a byte for one UTF-16 char; either half of a pair counts for itself. */
    static int thirds(char c) {
        if (c == '"' || c == '\\') return 12; // as \\\" when escaped twice
        if (c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f') return 9;
        if (c < ' ') return 24; // as backslash, u, four digits, in base64
        return 4 * utf8(c);
    }

    /** Bytes in UTF-8; either half of a pair counts three, the worst that becomes of a lone one. */
    static int utf8(char c) {
        if (c < 0x80) return 1;
        return c < 0x800 ? 2 : 3;
    }
}
