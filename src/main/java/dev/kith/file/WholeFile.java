package dev.kith.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Small files that are written whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Puts these bytes in place of what the file had, and makes its folder where it is missing;
     * returns only once they would survive a loss of power. For one thread at a time.
     *
     * @throws IOException if it cannot; then the old ones are still there
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("not a file: " + file);
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) channel.write(left);
            channel.force(true);
        }
        Folders.move(fresh, file);
    }
}
