package dev.kith.task.court;

import dev.kith.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that an agent keeps in a file of its own over restarts; written whole or not at all.
 * For one owner; what it keeps last is what stays.
 */
public final class KeptFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);

    private final Path file;
    private final Executor disk;
    private final String without;
    private byte[] last = new byte[0];
    private long asked;
    private long written;

    /**
     * The one at {@code file}.
     *
     * @param disk what writing may hold up
     * @param without what follows where it cannot be read or written, for the log
     */
    public KeptFile(Path file, Executor disk, String without) {
        this.file = file;
        this.disk = disk;
        this.without = without;
    }

    /** Makes something of bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads.
         *
         * @throws IOException if they are nothing of the kind
         */
        T read(byte[] bytes) throws IOException;
    }

    /** What was kept last; empty where nothing was, or where it is damaged, which is logged. */
    public <T> Optional<T> read(Reader<T> reader) {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(reader.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            LOG.warn(
                    "cannot read {}: {}; {}. To have it back, stop the agent and put the file back"
                            + " from a backup",
                    file,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    without);
            return Optional.empty();
        }
    }

    /** Keeps this, soon; nothing where it is what was kept last. */
    public void keep(byte[] bytes) {
        long number = next(bytes);
        if (number > 0) disk.execute(() -> write(number, bytes));
    }

    /** Keeps this before it returns. */
    public void keepNow(byte[] bytes) {
        long number = next(bytes);
        if (number > 0) write(number, bytes);
    }

    private synchronized long next(byte[] bytes) {
        if (Arrays.equals(last, bytes)) return 0;
        last = bytes;
        return ++asked;
    }

    private synchronized void write(long number, byte[] bytes) {
        if (number < written) return; // a later one has overtaken it
        written = number;
        try {
            WholeFile.write(file, bytes);
        } catch (IOException e) {
            last = new byte[0];
            LOG.warn("cannot write {}; {}", file, without, e);
        }
    }
}
