package dev.kith.node.lasting;

import dev.kith.file.WholeFile;
import dev.kith.registry.Directory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents that this one has met, kept in its data folder, those seen last first: an agent looks
 * for them when it starts and while they are away. One for a process; answers from memory.
 */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Path file;
    private final int max;
    private volatile List<String> known;

    private Peers(Path file, int max) {
        this.file = file;
        this.max = max;
        this.known = read(file);
    }

    /**
     * In the data folder {@code data}, one {@code host:port} a line.
     *
     * @param max most that are kept
     */
    public static Peers in(Path data, int max) {
        return new Peers(data.resolve("peers"), max);
    }

    /** {@code host:port} of all that it has met. */
    public List<String> known() {
        return known;
    }

    /** Whom to call to: the seeds as configured, and those it knows; never {@code self}. */
    public List<String> known(List<String> seeds, String self) {
        return Stream.concat(seeds.stream(), known.stream())
                .filter(address -> !address.equals(self))
                .distinct()
                .toList();
    }

    /**
     * Whether an agent may begin a network where it finds none: the first of the seeds, one without
     * seeds, and one that has been in its network before. Of several the lowest does.
     *
     * @return negative for one that may not
     */
    public int rank(List<String> seeds, String self) {
        int place = seeds.indexOf(self);
        if (place == 0) return 0;
        if (!seeds.isEmpty() && known.isEmpty()) return -1;
        return place > 0 ? place : Integer.MAX_VALUE;
    }

    /** Keeps all that are up now; those that are away stay known. */
    public synchronized void remember(Directory directory) {
        Set<String> all = new LinkedHashSet<>();
        for (Directory.Entry entry : directory.agents()) {
            if (entry.status().equals("up") && !entry.self()) all.add(entry.address());
        }
        boolean news = !known.containsAll(all);
        all.addAll(known);
        if (news) write(all.stream().limit(max).toList());
    }

    private static List<String> read(Path file) {
        if (!Files.exists(file)) return List.of();
        try {
            return Files.readAllLines(file).stream().filter(line -> line.contains(":")).toList();
        } catch (IOException e) {
            LOG.warn("cannot read {}; going on without the agents it names", file, e);
            return List.of();
        }
    }

    private void write(List<String> lines) {
        known = lines;
        try {
            byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            WholeFile.write(file, text);
        } catch (IOException e) {
            LOG.warn("cannot write {}; a restart without seeds will not find its network", file, e);
        }
    }
}
