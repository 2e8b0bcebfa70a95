package dev.kith.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The process's own streams. The launcher says by the properties {@code kith.terminal.out}, {@code
 * kith.terminal.err} and {@code kith.terminal.columns} what they are connected to, because a JVM
 * cannot find out for each.
 */
public final class Terminal {
    private static final int BUFFER_BYTES = 8192;
    private static final int WIDTH_DEFAULT = 80;

    private Terminal() {}

    /** The console of this process; text is UTF-8 whatever the locale says. */
    public static Console console(Map<String, String> environment) {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                watched("kith.terminal.out"),
                watched("kith.terminal.err"),
                width(environment),
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                true,
                StandardCharsets.UTF_8);
    }

    private static boolean watched(String property) {
        return Boolean.parseBoolean(System.getProperty(property, "false"));
    }

    private static int width(Map<String, String> environment) {
        String told =
                System.getProperty(
                        "kith.terminal.columns", environment.getOrDefault("COLUMNS", ""));
        return told.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(told) : WIDTH_DEFAULT;
    }
}
