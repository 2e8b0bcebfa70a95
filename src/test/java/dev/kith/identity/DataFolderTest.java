package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process has a data folder; whoever comes second is told who. */
class DataFolderTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir private Path temporary;

    /** The second process: prints why it was refused, or how it went. */
    static final class Second {
        private Second() {}

        /** Takes the folder, and gives it back unless {@code args[1]} says {@code die}. */
        public static void main(String[] args) {
            try {
                var folder = DataFolder.open(Path.of(args[0]), "second", CLOCK);
                if (args[1].equals("die")) Runtime.getRuntime().halt(0);
                folder.close();
                System.out.print("taken");
            } catch (IdentityException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void tellsASecondProcessWhoHasTheFolder() throws Exception {
        Path path = temporary.resolve("data");
        try (var folder = DataFolder.open(path, "first agent", CLOCK)) {
            assertThat(second(path, "ask"))
                    .contains(folder.path().toString())
                    .contains("first agent")
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("2026-01-02T03:04:05Z");
        }
        assertThat(second(path, "ask")).isEqualTo("taken");
    }

    @Test
    void staysTakenAfterAnAttemptInItsOwnProcess() throws Exception {
        Path path = temporary.resolve("data");
        try (var _ = DataFolder.open(path, "first", CLOCK)) {
            assertThatExceptionOfType(IdentityException.class)
                    .isThrownBy(() -> DataFolder.open(path, "again", CLOCK))
                    .withMessageContaining("agent first");
            assertThat(second(path, "ask")).contains("in use by agent first");
        }
    }

    @Test
    void isFreeWhenItsProcessDied() throws Exception {
        Path path = temporary.resolve("data");

        assertThat(second(path, "die")).isEmpty();

        DataFolder.open(path, "first", CLOCK).close();
    }

    @Test
    void makesTheFolderForTheOwnerOnly() throws IOException {
        Path path = temporary.resolve("a/b");
        try (var folder = DataFolder.open(path, "first", CLOCK)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path path = Files.writeString(temporary.resolve("data"), "a file");

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DataFolder.open(path, "first", CLOCK))
                .withMessageContaining("is a file");
    }

    private static String second(Path folder, String what)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Second.class.getName(),
                                folder.toString(),
                                what)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
