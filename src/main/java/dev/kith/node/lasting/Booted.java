package dev.kith.node.lasting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Time since the machine was booted, asleep or awake, where the system tells: Linux, in the first
 * number of {@code /proc/uptime} (proc(5): seconds, with two decimals).
 *
 * @param file that it is read from
 */
public record Booted(Path file) implements Supplier<OptionalLong> {

    /** Of this machine. */
    public static Booted ofThisMachine() {
        return new Booted(Path.of("/proc/uptime"));
    }

    /** In milliseconds; empty where nothing can be read there. */
    @Override
    public OptionalLong get() {
        try {
            String seconds = Files.readString(file).split(" ", 2)[0];
            return OptionalLong.of(Math.round(Double.parseDouble(seconds) * 1000));
        } catch (IOException | NumberFormatException _) {
            return OptionalLong.empty(); // as on other systems
        }
    }
}
