package dev.kith.chunk;

/**
 * The embedding model's own tokenizer, as far as chunking needs it. Safe to call from many threads.
 */
public interface TokenCounter {

    /**
     * Where the tokens of a text begin, special tokens left out.
     *
     * @param text any string, at most a segment
     * @return UTF-16 offsets (not code points) in ascending order; several tokens may share one
     */
    int[] starts(String text);

    /** How many tokens a text has, special tokens left out. */
    default int count(String text) {
        return starts(text).length;
    }
}
