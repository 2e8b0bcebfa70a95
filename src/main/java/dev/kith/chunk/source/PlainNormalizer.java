package dev.kith.chunk.source;

/**
 * Normalises a text that arrives in pieces: line ends become LF, byte order marks at the beginning
 * are dropped, lone surrogates become U+FFFD, and all else, NUL included, stays. The result does
 * not depend on where the pieces were cut, and normalising it again changes nothing.
 */
public final class PlainNormalizer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final char NOTHING = 0;

    private boolean begun;
    private boolean afterCarriageReturn;

    /** A high surrogate that waits for its other half; {@link #NOTHING} if none does. */
    private char high = NOTHING;

    /** A whole text at once. */
    public static String normalize(String text) {
        var normalizer = new PlainNormalizer();
        return normalizer.next(text) + normalizer.finish();
    }

    /** The next piece, of any length; what comes back may lag by one character. */
    public String next(CharSequence piece) {
        var out = new StringBuilder(piece.length() + 1);
        for (int i = 0; i < piece.length(); i++) put(piece.charAt(i), out);
        return out.toString();
    }

    /** The text is over: what was still held back. */
    public String finish() {
        boolean lone = high != NOTHING;
        high = NOTHING;
        return lone ? String.valueOf(REPLACEMENT) : "";
    }

    private void put(char c, StringBuilder out) {
        if (!begun && c == BYTE_ORDER_MARK) return;
        begun = true;
        if (high != NOTHING) {
            if (Character.isLowSurrogate(c)) {
                out.append(high).append(c);
                high = NOTHING;
                return;
            }
            out.append(REPLACEMENT);
            high = NOTHING;
        }
        boolean secondHalf = afterCarriageReturn && c == '\n';
        afterCarriageReturn = c == '\r';
        if (secondHalf) return;
        if (c == '\r') out.append('\n');
        else if (Character.isHighSurrogate(c)) high = c;
        else out.append(Character.isLowSurrogate(c) ? REPLACEMENT : c);
    }
}
