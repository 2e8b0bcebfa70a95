package dev.kith.store.disk;

import dev.kith.file.Folders;
import dev.kith.identity.FolderFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a partition's files are: {@code p07/log}, {@code p07/index} and {@code p07/FORMAT}, which
 * says how they are to be read.
 *
 * @param folder the partition's own
 */
public record StoreFolder(Path folder) {
    /** The search index's folder beside the database's. */
    public static final String INDEX = "index";

    private static final FolderFormat FORMAT = new FolderFormat(List.of());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String REFILLED = "REFILLED";
    private static final String RELEASED = ".released";
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
                    .filter(Matcher::matches)
                    .forEach(name -> found.add(Integer.parseInt(name.group(1))));
        }
        return found;
    }

    /**
     * Deletes it with all that is in it; what is left after a failure is not taken for a copy, and
     * goes with the next {@link #sweep}.
     */
    public void delete() throws IOException {
        Path gone = folder.resolveSibling(folder.getFileName() + RELEASED);
        remove(gone);
        if (!Files.isDirectory(folder)) return;
        Folders.move(folder, gone);
        remove(gone);
    }

    /** Deletes what an interrupted {@link #delete} left under the store's folder. */
    public static void sweep(Path store) throws IOException {
        if (!Files.isDirectory(store)) return;
        List<Path> left;
        try (Stream<Path> folders = Files.list(store)) {
            left = folders.filter(folder -> folder.toString().endsWith(RELEASED)).toList();
        }
        for (Path folder : left) remove(folder);
    }

    private static void remove(Path gone) throws IOException {
        if (!Files.exists(gone)) return;
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
        FORMAT.prepare(folder);
    }

    /** Databases that were set aside and may still hold what no copy has. */
    public List<Path> setAside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(StoreFolder::isSetAside)
                    .filter(path -> !Files.exists(path.resolve(REFILLED)))
                    .sorted()
                    .toList();
        }
    }

    /** Where a database stays that was apart from the others for too long. */
    public Path apart(Instant time) {
        return folder.resolve("log.apart-" + TIME.format(time));
    }

    /** How many databases were ever set aside and still lie here. */
    public int setAsideEver() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.filter(StoreFolder::isKept).count();
        }
    }

    private static boolean isSetAside(Path path) {
        return String.valueOf(path.getFileName()).startsWith("log.damaged-");
    }

    private static boolean isKept(Path path) {
        return isSetAside(path) || String.valueOf(path.getFileName()).startsWith("log.apart-");
    }

    /** Notes beside what was set aside that another copy had all there was. */
    public void refilled(Path setAside) throws IOException {
        Files.writeString(
                setAside.resolve(REFILLED),
                "This copy has been compared with another and is whole again. This folder is needed"
                        + " no more and may be deleted.\n");
    }

    /** The database. */
    public Path log() {
        return folder.resolve("log");
    }

    /** The search index. */
    public Path index() {
        return folder.resolve(INDEX);
    }
}
