package dev.kith.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of what is written whole or moved: it is there or the old is, and a loss of power
 * takes neither the bytes nor the name.
 */
class WholeFileTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void takesThePlaceOfTheOldOneAndLeavesNothingBesides() throws IOException {
        Path file = folder.resolve("deeper/mark");
        WholeFile.write(file, "the old one".getBytes(StandardCharsets.UTF_8));

        WholeFile.write(file, NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(folder.resolve("deeper")).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void syncsTheBytesAndThenTheName() throws Exception {
        Path file = folder.resolve("mark");

        List<Path> synced =
                Syncs.during(() -> {
                    WholeFile.write(file, NEW);
                    return "";
                });

        assertThat(synced).containsSubsequence(folder.resolve("mark.new"), folder);
    }

    @Test
    void keepsAMoveInBothFolders() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Path to = Files.createDirectory(folder.resolve("to"));
        Path file = Files.write(from.resolve("file"), NEW);

        List<Path> synced =
                Syncs.during(() -> {
                    Folders.move(file, to.resolve("file"));
                    return "";
                });

        assertThat(to.resolve("file")).hasBinaryContent(NEW);
        assertThat(synced).contains(from, to);
    }

    @Test
    void leavesTheOldOneWhereItCannotBeReplaced() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("mark/in-the-way"));

        assertThatThrownBy(() -> WholeFile.write(folder.resolve("mark"), NEW))
                .isInstanceOf(IOException.class);

        assertThat(inTheWay).isDirectory();
    }
}
