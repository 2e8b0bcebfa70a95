package dev.kith.task.redo;

import dev.kith.model.Capability;
import dev.kith.registry.Directory;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which partitions are this agent's to look through. */
final class Share {
    private Share() {}

    /** Partitions are dealt out to the agents that run tasks, in the order of their addresses. */
    static List<Integer> of(RedoMeans means) {
        List<Directory.Entry> able =
                means.directory().agents().stream()
                        .filter(entry -> entry.status().equals("up") && !entry.quarantined())
                        .filter(entry -> entry.capabilities().contains(Capability.TASK))
                        .sorted(Comparator.comparing(Directory.Entry::address))
                        .toList();
        int place =
                IntStream.range(0, able.size())
                        .filter(i -> able.get(i).self())
                        .findFirst()
                        .orElse(-1);
        if (place < 0) return List.of();
        return IntStream.range(0, means.copies().partitions())
                .filter(partition -> partition % able.size() == place)
                .boxed()
                .toList();
    }
}
