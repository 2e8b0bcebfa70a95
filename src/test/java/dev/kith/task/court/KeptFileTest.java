package dev.kith.task.court;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kith.audit.AuditPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What was kept last is there after a restart, whole; what cannot be read is as if it were not. */
class KeptFileTest {
    @TempDir Path folder;

    private final List<Runnable> disk = new ArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(KeptFile.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void hasWhatWasKeptLastWhateverOrderTheDiskTakes() {
        var file = file();
        file.keep("one".getBytes(UTF_8));
        file.keep("two".getBytes(UTF_8));
        file.keepNow("three".getBytes(UTF_8));
        disk.reversed().forEach(Runnable::run);

        assertThat(file().read(bytes -> new String(bytes, UTF_8))).contains("three");
        assertThat(folder).isDirectoryContaining("glob:**/kept.json").isNotEmptyDirectory();
    }

    @Test
    void writesNothingTwice() {
        var file = file();
        file.keep("same".getBytes(UTF_8));
        file.keep("same".getBytes(UTF_8));
        assertThat(disk).hasSize(1);
    }

    @Test
    void saysOnceThatItIsDamagedAndWhatFollows() throws IOException {
        for (String damaged : List.of("", "null", "{\"convinced\":", "\u0000\u0000\u0000")) {
            Files.writeString(folder.resolve("kept.json"), damaged);
            lines.list.clear();

            assertThat(file().read(Testimony::kept)).isEmpty();
            assertThat(file().read(DocketPage::read)).isEmpty();
            assertThat(file().read(AuditPage::read)).isEmpty();

            assertThat(lines.list)
                    .hasSize(3)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allMatch(line -> line.contains("kept.json") && line.contains("begins anew"))
                    .noneMatch(line -> line.contains("\n"));
        }
    }

    @Test
    void isEmptyWhereThereIsNothingOrItIsDamaged() throws IOException {
        assertThat(file().read(bytes -> bytes)).isEmpty();
        Files.writeString(folder.resolve("kept.json"), "damaged");
        assertThat(
                        file().<String>read(_ -> {
                            throw new IOException("not ours");
                        }))
                .isEmpty();

        var file = file();
        file.keepNow("anew".getBytes(UTF_8));
        assertThat(file.read(bytes -> new String(bytes, UTF_8))).contains("anew");
    }

    private KeptFile file() {
        return new KeptFile(folder.resolve("kept.json"), disk::add, "all begins anew");
    }
}
