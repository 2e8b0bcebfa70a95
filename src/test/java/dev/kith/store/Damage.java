package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files whose bytes are not those that were written. */
final class Damage {
    private Damage() {}

    /** Other bytes, as many, in place of some in the tables under a folder; there must be such. */
    static void replace(Path folder, String right, String wrong) throws IOException {
        List<Path> tables;
        try (Stream<Path> files = Files.walk(folder)) {
            tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
        int damaged = 0;
        for (Path table : tables) {
            String bytes = Files.readString(table, StandardCharsets.ISO_8859_1);
            if (!bytes.contains(right)) continue;
            damaged++;
            Files.writeString(table, bytes.replace(right, wrong), StandardCharsets.ISO_8859_1);
        }
        assertThat(damaged).as("tables damaged").isPositive();
    }
}
