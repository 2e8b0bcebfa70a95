package dev.kith.node.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time since boot is read where there is one, and is absent where there is none. */
class BootedTest {
    @TempDir Path folder;

    @Test
    void readsSecondsWithDecimals() throws IOException {
        Path file = Files.writeString(folder.resolve("uptime"), "39421.07 72011.31\n");

        assertThat(new Booted(file).get()).hasValue(39_421_070);
    }

    @Test
    void isAbsentWhereNothingCanBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("uptime"), "soon\n");

        assertThat(new Booted(file).get()).isEmpty();
        assertThat(new Booted(folder.resolve("none")).get()).isEmpty();
    }
}
