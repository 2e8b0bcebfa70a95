package dev.kith.store.index;

/** A filter expression that cannot be read; the message is for the person who wrote it. */
public final class FilterException extends Exception {
    private final int position;

    FilterException(int position, String problem) {
        super("filter, character " + (position + 1) + ": " + problem);
        this.position = position;
    }

    /** UTF-16 index in the expression where reading stopped, from 0. */
    public int position() {
        return position;
    }
}
