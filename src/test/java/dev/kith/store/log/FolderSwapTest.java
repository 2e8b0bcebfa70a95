package dev.kith.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.file.Syncs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The swap's promise: wherever it is interrupted, one of the two databases is in its place. */
class FolderSwapTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path log;

    @SuppressWarnings("NullAway.Init")
    private FolderSwap swap;

    @BeforeEach
    void begin() {
        log = folder.resolve("log");
        swap = new FolderSwap(log);
    }

    @Test
    void endsWhatWasInterruptedBetweenItsTwoMoves() throws IOException {
        put("log.old", "old");
        put("log.new", "new");

        swap.recover();

        assertThat(log.resolve("is")).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(log));
    }

    @Test
    void keepsTheOldWhereTheNewWasNotBegun() throws IOException {
        put("log.old", "old");

        swap.recover();

        assertThat(log.resolve("is")).hasContent("old");
    }

    @Test
    void letsGoOfANewOneThatIsHalfFilled() throws IOException {
        put("log", "old");
        put("log.new", "half");

        swap.recover();

        assertThat(log.resolve("is")).hasContent("old");
        assertThat(swap.next()).doesNotExist();
    }

    @Test
    void syncsEachOfItsTwoMoves() throws Exception {
        put("log", "old");
        put("log.new", "new");

        List<Path> synced =
                Syncs.during(() -> {
                    swap.replace();
                    return "";
                });

        assertThat(log.resolve("is")).hasContent("new");
        assertThat(synced).containsSubsequence(folder, folder);
    }

    @Test
    void deletesNothingWhileTheDatabaseIsAway() throws IOException {
        put("log.old", "old");
        put("log.new", "new");

        assertThatThrownBy(swap::clear)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("away");

        assertThat(folder.resolve("log.old/is")).hasContent("old");
        assertThat(folder.resolve("log.new/is")).hasContent("new");
    }

    @Test
    void canBeLookedForRoomWhileTheDatabaseIsAway() throws IOException {
        LevelRecordLog.opener(1 << 16).probe(log);

        assertThat(folder).isEmptyDirectory();
    }

    private void put(String name, String text) throws IOException {
        Path database = folder.resolve(name);
        Files.createDirectories(database);
        Files.writeString(database.resolve("is"), text);
    }
}
