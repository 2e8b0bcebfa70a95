package dev.kith.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Folders as lists of names. A name is on the disk only once its folder has been synced: until then
 * a loss of power may bring back what was there before, however well the file itself was synced.
 */
public final class Folders {
    private Folders() {}

    /**
     * Gives a file or folder, which is synced already, another name at once, in place of what has
     * that name; returns only once the new name would survive a loss of power.
     *
     * @throws IOException if it cannot; where only the sync failed, the name is the new one already
     */
    public static void move(Path from, Path to) throws IOException {
        Path source = parent(from);
        Path target = parent(to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(target);
        if (!source.equals(target)) sync(source);
    }

    /** Makes the names in a folder survive. Does nothing where a folder cannot be synced. */
    public static void sync(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("has no folder: " + path);
        return folder;
    }
}
