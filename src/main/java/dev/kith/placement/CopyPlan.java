package dev.kith.placement;

import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one agent has to do so that copies come to stand where they should: which partitions to
 * bring level before a copy moves here, and which files are needed no more. All agents see the same
 * directory and so, but for what is on its way, make the same plan.
 */
public final class CopyPlan {
    private final List<Directory.Entry> members;
    private final CopyPlacement placement;
    private final List<CopyPlacement.Move> moves;

    private CopyPlan(
            List<Directory.Entry> members,
            CopyPlacement placement,
            List<CopyPlacement.Move> moves) {
        this.members = members;
        this.placement = placement;
        this.moves = moves;
    }

    /**
     * A plan for the agents that store and are up now.
     *
     * @param copiesWanted R
     */
    public static CopyPlan of(Directory directory, int copiesWanted, PlacementSettings settings) {
        List<Directory.Entry> members =
                directory.agents().stream()
                        .filter(entry -> entry.status().equals("up"))
                        .filter(entry -> entry.capabilities().contains(Capability.STORE))
                        .toList();
        Map<String, CopyPlacement.Host> hosts = new HashMap<>();
        for (Directory.Entry entry : members) {
            Set<CopyId> doors = new HashSet<>();
            entry.card().ifPresent(card -> doors.addAll(card.doors()));
            hosts.put(entry.address(), host(doors, entry, members));
        }
        var placement = new CopyPlacement(hosts, copiesWanted);
        return new CopyPlan(members, placement, placement.moves(settings.movesMax()));
    }

    /** What is known of one agent. */
    static CopyPlacement.Host host(
            Set<CopyId> doors, Directory.Entry entry, List<Directory.Entry> members) {
        Set<Integer> held = new HashSet<>();
        Set<Integer> level = new HashSet<>();
        entry.card()
                .ifPresent(card -> {
                    held.addAll(card.partitions());
                    level.addAll(card.level());
                });
        return new CopyPlacement.Host(
                doors,
                held,
                level,
                entry.anchor(),
                weight(entry, members),
                entry.card().isPresent());
    }

    /** Partitions of which a copy is to move to this agent once it is level here. */
    public Set<Integer> awaited() {
        Set<Integer> awaited = new TreeSet<>();
        for (Directory.Entry entry : members) {
            if (!entry.self()) continue;
            for (CopyPlacement.Move move : moves) {
                if (move.to().equals(entry.address())) awaited.add(move.copy().partition());
            }
        }
        return awaited;
    }

    /**
     * Partitions whose files this agent has though nothing leads to them any more: as many other
     * agents as copies are wanted have a door and are level, and no move is planned.
     */
    public Set<Integer> spare() {
        Set<Integer> spare = new TreeSet<>();
        for (Directory.Entry entry : members) {
            if (entry.self()) entry.card().ifPresent(card -> spare.addAll(card.partitions()));
        }
        for (CopyPlacement.Move move : moves) spare.remove(move.copy().partition());
        spare.removeIf(((Predicate<Integer>) this::isWholeElsewhere).negate());
        return spare;
    }

    /** Partitions that some agent says are level. */
    public static Set<Integer> known(Directory directory) {
        Set<Integer> known = new TreeSet<>();
        for (Directory.Entry entry : directory.agents()) {
            entry.card().map(Card::level).ifPresent(known::addAll);
        }
        return known;
    }

    private boolean isWholeElsewhere(int partition) {
        int whole = 0;
        for (Directory.Entry entry : members) {
            CopyPlacement.Host host = placement.hosts().get(entry.address());
            if (host == null || !host.heard()) return false;
            boolean door = host.doors().stream().anyMatch(d -> d.partition() == partition);
            if (door && entry.self()) return false;
            if (door && host.level().contains(partition)) whole++;
        }
        return whole >= placement.copiesWanted();
    }

    /**
     * In steps of four, so that a disk which fills up a little moves nothing: 1 for at least a
     * quarter of the largest free disk, 1/4 for at least a sixteenth, and so on down to 1/64.
     */
    private static double weight(Directory.Entry entry, List<Directory.Entry> members) {
        long most = 1;
        for (Directory.Entry member : members) most = Math.max(most, free(member));
        long free = entry.card().isPresent() ? Math.max(1, free(entry)) : most;
        double weight = 1;
        for (int step = 0; step < 3 && free * 4.0 / weight < most; step++) weight /= 4;
        return weight;
    }

    private static long free(Directory.Entry entry) {
        return entry.card().map(card -> card.vitals().diskFree()).orElse(0L);
    }
}
