package dev.kith.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A bar is shown to people only, and only for what takes longer than a second. */
class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private Progress progress(boolean terminal) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console =
                new Console(
                        InputStream.nullInputStream(), stream, stream, false, terminal, 80, false);
        return new Progress(console, now::get);
    }

    private void after(long millis) {
        now.updateAndGet(instant -> instant.plusMillis(millis));
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keepsQuietForASecondThenShowsShareRateAndTimeLeft() {
        try (Progress progress = progress(true)) {
            after(900);
            progress.show(0.1, "9 documents");
            assertThat(shown()).isEmpty();

            after(1100);
            progress.show(0.25, "25 documents");
        }

        assertThat(shown())
                .contains("[######------------------] 25 documents, 6 s left")
                .endsWith("\r\u001b[K");
    }

    @Test
    void showsNothingOffATerminal() {
        try (Progress progress = progress(false)) {
            after(5000);
            progress.show(0.5, "x");
        }

        assertThat(shown()).isEmpty();
    }
}
