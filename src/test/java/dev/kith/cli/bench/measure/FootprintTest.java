package dev.kith.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory is read as the system tells it, and disk as the files are long. */
class FootprintTest {
    @TempDir Path folder;

    @Test
    void readsWhatAProcessHolds() {
        List<String> status = List.of("Name:\tjava", "VmRSS:\t  1024 kB", "Threads:\t3");

        assertThat(Footprint.resident(status)).hasValue(1 << 20);
        assertThat(Footprint.resident(List.of("Name:\tjava"))).isEmpty();
        assertThat(Footprint.disk(folder)).isZero();
    }
}
