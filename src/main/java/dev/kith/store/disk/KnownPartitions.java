package dev.kith.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The partitions that are known to have been whole somewhere, kept in {@code KNOWN} beside their
 * folders, one number a line. A new copy of one of them is not all there is, even where nobody else
 * is left to say so. Thread-safe.
 */
public final class KnownPartitions {
    private final Path folder;
    private final Set<Integer> known = new ConcurrentSkipListSet<>();
    private boolean loaded;

    /** Of the store in a folder; nothing is read yet. */
    public KnownPartitions(Path folder) {
        this.folder = folder;
    }

    /** Whether a partition is known, as far as was read or told. */
    public boolean contains(int partition) {
        return known.contains(partition);
    }

    /** Whether something of {@code partitions} is news. */
    public boolean isNews(Set<Integer> partitions) {
        return !known.containsAll(partitions);
    }

    /** Reads what was kept, once; blocks. */
    public synchronized void load() throws IOException {
        if (loaded) return;
        Path file = folder.resolve("KNOWN");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) known.add(Integer.parseInt(line.strip()));
        }
        loaded = true;
    }

    /** Keeps more; blocks. */
    public synchronized void add(Set<Integer> partitions) throws IOException {
        load();
        if (!known.addAll(partitions)) return;
        List<String> lines = new ArrayList<>();
        for (int partition : known) lines.add(Integer.toString(partition));
        Files.createDirectories(folder);
        Path fresh = folder.resolve("KNOWN.new");
        Files.write(fresh, lines);
        Files.move(
                fresh,
                folder.resolve("KNOWN"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
