package dev.kith.model;

/**
 * A heading found in a source text.
 *
 * @param offset UTF-16 index in the source text where it begins
 * @param level 1 for the outermost
 * @param text the heading itself, without markup
 */
public record Heading(int offset, int level, String text) {
    public Heading {
        if (offset < 0) throw new IllegalArgumentException("offset is negative: " + offset);
        if (level < 1) throw new IllegalArgumentException("level is below 1: " + level);
    }
}
