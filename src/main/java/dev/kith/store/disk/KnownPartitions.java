package dev.kith.store.disk;

import dev.kith.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that are known to have been whole somewhere, kept in {@code KNOWN} beside their
 * folders, one number a line. A new copy of one of them is not all there is, even where nobody else
 * is left to say so. Thread-safe.
 */
public final class KnownPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPartitions.class);

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
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String line : text.split("\n", -1)) read(line.strip());
        }
        loaded = true;
    }

    /** Keeps more; blocks. */
    public synchronized void add(Set<Integer> partitions) throws IOException {
        load();
        if (!known.addAll(partitions)) return;
        var text = new StringBuilder();
        for (int partition : known) text.append(partition).append('\n');
        WholeFile.write(
                folder.resolve("KNOWN"), text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** A line that is no number is damaged, and says nothing. */
    private void read(String line) {
        if (line.matches("\\d{1,9}")) known.add(Integer.valueOf(line));
        else if (!line.isEmpty()) {
            LOG.warn(
                    "{} is damaged, and says less than it did; other agents may know more. Check"
                            + " the disk",
                    folder.resolve("KNOWN"));
        }
    }
}
