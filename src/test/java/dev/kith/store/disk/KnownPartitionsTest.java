package dev.kith.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: what was known is known after a restart, and a damaged file keeps nobody out. */
class KnownPartitionsTest {
    @TempDir Path folder;

    @Test
    void knowsAfterARestartWhatWasAdded() throws IOException {
        new KnownPartitions(folder.resolve("store")).add(Set.of(3, 15));
        var again = new KnownPartitions(folder.resolve("store"));

        again.load();

        assertThat(again.isNews(Set.of(3, 15))).isFalse();
        assertThat(again.contains(4)).isFalse();
    }

    @Test
    void passesOverWhatIsDamaged() throws IOException {
        Files.write(folder.resolve("KNOWN"), new byte[] {'3', '\n', 0, 0, '\n', (byte) 0xfe, '7'});
        var known = new KnownPartitions(folder);

        known.load();

        assertThat(known.contains(3)).isTrue();
        assertThat(known.contains(7)).isFalse();
        known.add(Set.of(8));
        assertThat(Files.readAllLines(folder.resolve("KNOWN"))).containsExactly("3", "8");
    }
}
