package dev.kith.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and prints.
 *
 * @param out results; nothing else
 * @param err progress, notes and errors
 * @param outTerminal whether a person watches {@code out}
 * @param errTerminal whether a person watches {@code err}
 * @param width columns, at least 40
 * @param colorRefused whether the environment asks for no color (NO_COLOR)
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outTerminal,
        boolean errTerminal,
        int width,
        boolean colorRefused) {
    private static final int WIDTH_MIN = 40;

    public Console {
        width = Math.max(WIDTH_MIN, width);
    }

    /** How to color what goes to {@code out}. */
    public Style outStyle(ColorChoice choice) {
        return new Style(colored(choice, outTerminal));
    }

    /** How to color what goes to {@code err}. */
    public Style errStyle(ColorChoice choice) {
        return new Style(colored(choice, errTerminal));
    }

    private boolean colored(ColorChoice choice, boolean terminal) {
        return switch (choice) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && !colorRefused;
        };
    }

    /** When to color. */
    public enum ColorChoice {
        /** On a terminal, unless NO_COLOR is set. */
        AUTO,
        ALWAYS,
        NEVER
    }
}
