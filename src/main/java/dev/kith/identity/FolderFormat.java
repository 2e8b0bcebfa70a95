package dev.kith.identity;

import dev.kith.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Says in which format a folder's files are, by a number in its file {@code FORMAT}. A folder
 * without it is new, or of the first format, which was written before there was a mark.
 *
 * <p>What a newer Kith wrote is refused; what an older one wrote is migrated, a format at a time,
 * and the mark is written after each.
 *
 * @param migrations how a folder of format 1 becomes one of 2, of 2 one of 3, and so on; so the
 *     present format is one more than there are
 */
public record FolderFormat(List<Migration> migrations) {
    private static final String MARK = "FORMAT";

    public FolderFormat {
        migrations = List.copyOf(migrations);
    }

    /** One step; done again after a crash in its middle, so the same again changes nothing. */
    @FunctionalInterface
    public interface Migration {
        /** Brings the files of a folder into the next format. */
        void migrate(Path folder) throws IOException;
    }

    /** What this Kith writes. */
    public int present() {
        return migrations.size() + 1;
    }

    /**
     * Brings a folder, which is there, into the present format.
     *
     * @throws IOException if a newer Kith wrote it, or the disk fails
     */
    public void prepare(Path folder) throws IOException {
        Optional<Integer> found = read(folder);
        int format = found.orElse(1);
        if (format > present()) {
            throw new IOException(
                    folder
                            + " has format '"
                            + format
                            + "', and this Kith reads up to "
                            + present()
                            + ": run the newer Kith that wrote it");
        }
        for (int next = format; next < present(); next++) {
            migrations.get(next - 1).migrate(folder);
            mark(folder, next + 1);
        }
        if (found.isEmpty()) mark(folder, present());
    }

    /** A mark that is no number is damaged, and says nothing. */
    private static Optional<Integer> read(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (!Files.exists(mark)) return Optional.empty();
        String text = Files.readString(mark, StandardCharsets.ISO_8859_1).strip();
        return text.matches("[1-9]\\d{0,8}")
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    private static void mark(Path folder, int format) throws IOException {
        byte[] line = (format + "\n").getBytes(StandardCharsets.ISO_8859_1);
        WholeFile.write(folder.resolve(MARK), line);
    }
}
