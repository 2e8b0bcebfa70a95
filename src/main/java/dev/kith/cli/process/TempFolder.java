package dev.kith.cli.process;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for a while. */
public final class TempFolder {
    private TempFolder() {}

    /** A new one that only its owner can read. */
    public static Path create(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.FAILED, "cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /** A folder inside another. */
    public static Path inside(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot make " + name + " in " + parent, e);
        }
    }

    /**
     * Deletes it with all that is in it.
     *
     * @return whether nothing is left
     */
    public static boolean delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) Files.deleteIfExists(path);
            return true;
        } catch (NoSuchFileException e) {
            return !Files.exists(folder);
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }
}
