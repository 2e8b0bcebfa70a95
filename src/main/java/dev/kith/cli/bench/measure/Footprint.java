package dev.kith.cli.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a process takes of its machine. */
public final class Footprint {
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    private Footprint() {}

    /** Bytes of memory that a process holds; empty where the system does not tell. */
    public static OptionalLong resident(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return Files.isReadable(status)
                    ? resident(Files.readAllLines(status))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // it has just ended
        }
    }

    /** Of what Linux tells. */
    static OptionalLong resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line ->
                        KIB
                                * Long.parseLong(
                                        line.substring(RESIDENT.length()).strip().split(" ", 2)[0]))
                .findFirst();
    }

    /** Bytes of all files in a folder; those that vanish meanwhile count nothing. */
    public static long disk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> Files.isRegularFile(file) ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
