package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.file.Syncs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder's promise: no Kith touches what a newer one wrote, and each reads what older ones did.
 */
class FolderFormatTest {
    private static final FolderFormat THIRD =
            new FolderFormat(
                    List.of(
                            folder -> Files.writeString(folder.resolve("second"), "2"),
                            folder ->
                                    Files.move(folder.resolve("second"), folder.resolve("third"))));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void marksANewFolderAndLeavesOneThatIsMarked() throws IOException {
        var format = new FolderFormat(List.of());
        format.prepare(folder);
        format.prepare(folder);

        assertThat(folder.resolve("FORMAT")).hasContent("1");
    }

    @Test
    void syncsTheMarkAndItsName() throws Exception {
        List<Path> synced =
                Syncs.during(() -> {
                    new FolderFormat(List.of()).prepare(folder);
                    return "";
                });

        assertThat(synced).containsSubsequence(folder.resolve("FORMAT.new"), folder);
    }

    @Test
    void migratesAnOlderFolderStepByStep() throws IOException {
        Files.writeString(folder.resolve("FORMAT"), "1\n");
        THIRD.prepare(folder);

        assertThat(folder.resolve("FORMAT")).hasContent("3");
        assertThat(folder.resolve("third")).exists();
    }

    @Test
    void takesAFolderWithoutAReadableMarkForOneOfTheFirstFormat() throws IOException {
        Files.write(folder.resolve("FORMAT"), new byte[] {0, 0});
        THIRD.prepare(folder);

        assertThat(folder.resolve("FORMAT")).hasContent("3");
    }

    @Test
    void refusesWhatANewerKithWroteAndChangesNothing() throws IOException {
        Files.writeString(folder.resolve("FORMAT"), "4\n");

        assertThatThrownBy(() -> THIRD.prepare(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run the newer Kith");
        assertThat(folder.resolve("FORMAT")).hasContent("4");
    }

    @Test
    void guardsAnAgentsDataFolder() throws IOException {
        DataFolder.open(folder, "first", InstantSource.system()).close();
        assertThat(folder.resolve("FORMAT")).exists();
        Files.writeString(folder.resolve("FORMAT"), "2\n");

        assertThatThrownBy(() -> DataFolder.open(folder, "second", InstantSource.system()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("run the newer Kith");
        Files.writeString(folder.resolve("FORMAT"), "1\n");
        DataFolder.open(folder, "third", InstantSource.system()).close();
    }
}
