package dev.kith.cli.terminal;

/**
 * Adds color, or leaves text as it is.
 *
 * @param colored whether escape sequences are written at all
 */
public record Style(boolean colored) {
    private static final String RESET = "\u001b[0m";

    public String bold(String text) {
        return wrap("\u001b[1m", text);
    }

    public String dim(String text) {
        return wrap("\u001b[2m", text);
    }

    public String good(String text) {
        return wrap("\u001b[32m", text);
    }

    public String warning(String text) {
        return wrap("\u001b[33m", text);
    }

    public String bad(String text) {
        return wrap("\u001b[31m", text);
    }

    /** A word that was searched for. */
    public String found(String text) {
        return wrap("\u001b[1;33m", text);
    }

    private String wrap(String code, String text) {
        return colored && !text.isEmpty() ? code + text + RESET : text;
    }
}
