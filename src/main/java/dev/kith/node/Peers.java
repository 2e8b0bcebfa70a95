package dev.kith.node;

import dev.kith.registry.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents that this one has met, kept in its data folder: an agent that is started again without
 * seeds looks for them before it begins a network of its own.
 *
 * @param file one {@code host:port} a line
 */
record Peers(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    /** In the data folder {@code data}. */
    static Peers in(Path data) {
        return new Peers(data.resolve("peers"));
    }

    /**
     * Whom to look for: the seeds as configured; where there are none, this agent itself first,
     * which lets it begin alone, and then those it knows.
     */
    List<String> seeds(List<String> configured, String self) {
        if (!configured.isEmpty()) return configured;
        Set<String> seeds = new LinkedHashSet<>(List.of(self));
        seeds.addAll(known());
        return List.copyOf(seeds);
    }

    /** Keeps all that are up now; those that are away stay known. */
    synchronized void remember(Directory directory) {
        Set<String> all = new LinkedHashSet<>(known());
        boolean news = false;
        for (Directory.Entry entry : directory.agents()) {
            if (entry.status().equals("up") && !entry.self()) news |= all.add(entry.address());
        }
        if (news) write(List.copyOf(all));
    }

    private List<String> known() {
        if (!Files.exists(file)) return List.of();
        try {
            return Files.readAllLines(file).stream().filter(line -> line.contains(":")).toList();
        } catch (IOException e) {
            LOG.warn("cannot read {}; going on without the agents it names", file, e);
            return List.of();
        }
    }

    private void write(List<String> lines) {
        try {
            Path fresh = file.resolveSibling("peers.new");
            Files.write(fresh, new ArrayList<>(lines));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("cannot write {}; a restart without seeds will not find its network", file, e);
        }
    }
}
