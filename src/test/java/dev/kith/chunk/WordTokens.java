package dev.kith.chunk;

import java.util.stream.IntStream;

/** A tokenizer for tests: a token is a run without white space, or four chars of a longer one. */
record WordTokens() implements TokenCounter {
    private static final int TOKEN_CHARS_MAX = 4;

    @Override
    public int[] starts(String text) {
        IntStream.Builder starts = IntStream.builder();
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                length = 0;
            } else {
                if (length % TOKEN_CHARS_MAX == 0) starts.add(i);
                length++;
            }
        }
        return starts.build().toArray();
    }
}
