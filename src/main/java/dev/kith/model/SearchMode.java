package dev.kith.model;

import java.util.Locale;

/** By what passages are found. */
public enum SearchMode {
    /** Both, fused; the default. */
    HYBRID,
    /** By meaning: cosine of the vectors. */
    SEMANTIC,
    /** By words: BM25. */
    KEYWORD;

    /** The word in HTTP and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the query has to be embedded. */
    public boolean needsVector() {
        return this != KEYWORD;
    }

    /** Whether BM25 takes part. */
    public boolean needsKeywords() {
        return this != SEMANTIC;
    }
}
