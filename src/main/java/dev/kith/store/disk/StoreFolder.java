package dev.kith.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a partition's files are: {@code p07/log}, {@code p07/index} and {@code p07/FORMAT}, which
 * says how they are to be read.
 *
 * @param folder the partition's own
 */
public record StoreFolder(Path folder) {
    private static final int FORMAT = 1;
    private static final Pattern NAME = Pattern.compile("p(\\d{2,})");

    /** The folder of one partition under the store's. */
    public static StoreFolder of(Path store, int partition) {
        return new StoreFolder(store.resolve(String.format(Locale.ROOT, "p%02d", partition)));
    }

    /** The partitions that have a folder. */
    public static List<Integer> partitions(Path store) throws IOException {
        if (!Files.isDirectory(store)) return List.of();
        var found = new ArrayList<Integer>();
        try (Stream<Path> folders = Files.list(store)) {
            folders.map(folder -> NAME.matcher(String.valueOf(folder.getFileName())))
                    .filter(java.util.regex.Matcher::matches)
                    .forEach(name -> found.add(Integer.parseInt(name.group(1))));
        }
        return found;
    }

    /** Deletes it with all that is in it; what is left after a failure is not taken for a copy. */
    public void delete() throws IOException {
        if (!Files.isDirectory(folder)) return;
        Path gone = folder.resolveSibling(folder.getFileName() + ".released");
        Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.walk(gone)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /**
     * Makes the folder, or checks that we can read what is in it.
     *
     * @throws IOException if a newer Kith wrote it
     */
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        Path format = folder.resolve("FORMAT");
        if (!Files.exists(format)) Files.writeString(format, FORMAT + "\n");
        String found = Files.readString(format).strip();
        if (!found.equals(Integer.toString(FORMAT))) {
            throw new IOException(
                    folder
                            + " has format '"
                            + found
                            + "', and this Kith reads "
                            + FORMAT
                            + ": run the newer Kith that wrote it");
        }
    }

    /** The database. */
    public Path log() {
        return folder.resolve("log");
    }

    /** The search index. */
    public Path index() {
        return folder.resolve("index");
    }
}
