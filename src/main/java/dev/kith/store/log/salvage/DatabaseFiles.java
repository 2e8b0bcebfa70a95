package dev.kith.store.log.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which of a folder's files are a database's. */
final class DatabaseFiles {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\.(sst|log)");

    /**
     * One of them.
     *
     * @param table whether it is a table; else a journal
     */
    record Numbered(Path path, long number, boolean table) {}

    private DatabaseFiles() {}

    /** Tables and journals, oldest first; none where there is no folder. */
    static List<Numbered> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().flatMap(DatabaseFiles::numbered).toList();
        }
    }

    private static Stream<Numbered> numbered(Path path) {
        Matcher name = NUMBERED.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) return Stream.empty();
        boolean table = name.group(2).equals("sst");
        return Stream.of(new Numbered(path, Long.parseLong(name.group(1)), table));
    }
}
