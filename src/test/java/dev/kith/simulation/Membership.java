package dev.kith.simulation;

import dev.kith.model.CopyId;
import dev.kith.placement.Placements;
import dev.kith.store.StoreHosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member of which part, and where each part has the doors of copies. Parts fall apart a
 * while after their members stopped reaching each other, and come together a while after they reach
 * each other again: the smaller part's agents begin anew in the larger.
 */
final class Membership {
    private static final int STABLE_TICKS_MIN = 2;
    private static final int STABLE_TICKS_MAX = 6;
    private static final long LAG_MAX = 1_500;
    private static final Comparator<CopyId> COPIES =
            Comparator.comparingInt(CopyId::partition).thenComparingInt(CopyId::copy);

    private static final class Part {
        private final TreeMap<Integer, Life> members = new TreeMap<>();
        private final TreeMap<CopyId, Integer> homes = new TreeMap<>(COPIES);
        private int trouble;
        private int reunion;
        private int patience = STABLE_TICKS_MIN;
    }

    private final World world;
    private final List<Part> parts = new ArrayList<>();

    Membership(World world) {
        this.world = world;
    }

    /** A life that has just begun comes to whatever part it reaches, or is one of its own. */
    void join(Life life) {
        if (!life.alive()) return;
        remove(life.number());
        Part part =
                parts.stream()
                        .filter(p -> p.members.values().stream().anyMatch(m -> reaches(m, life)))
                        .max(Comparator.comparingInt(p -> p.members.size()))
                        .orElseGet(() -> {
                            var alone = new Part();
                            parts.add(alone);
                            return alone;
                        });
        part.members.put(life.number(), life);
        changed(part);
    }

    /** It said that it goes. */
    void left(Life life) {
        for (Part part : List.copyOf(parts)) {
            if (part.members.get(life.number()) == life) remove(life.number());
        }
    }

    /** Whether all that are alive are in one part. */
    boolean whole() {
        return parts.size() == 1
                && parts.getFirst().members.values().stream().allMatch(Life::alive)
                && parts.getFirst().members.size() == world.running().size();
    }

    /** Where a copy's door is, as this agent's part sees it; null where it has no part. */
    @Nullable Life home(Life asker, CopyId copy) {
        Part part = part(asker);
        if (part == null) return null;
        Integer at = part.homes.get(copy);
        if (at == null) {
            at = Integer.valueOf(Placements.choose(places(part), World.COPIES, copy));
            part.homes.put(copy, at);
        }
        return part.members.get(at);
    }

    /** Agents where the doors of the copies in use are. */
    Set<Life> homes() {
        Set<Life> homes = new HashSet<>();
        Part part = parts.getFirst();
        int used = Math.min(World.COPIES, part.members.size());
        part.homes.forEach((copy, at) -> {
            Life life = part.members.get(at);
            if (copy.copy() < used && life != null) homes.add(life);
        });
        return homes;
    }

    /** Moves a copy that shares its agent with another, where there is one. */
    void rebalance() {
        for (Part part : parts) {
            for (CopyId copy : Placements.moving(places(part), World.COPIES)) {
                Integer at = part.homes.remove(copy);
                Life life = at == null ? null : part.members.get(at);
                if (life != null) life.closeDoor(copy);
            }
        }
    }

    /** Looks around, once a second. */
    void tick() {
        for (Part part : List.copyOf(parts)) fallApart(part);
        comeTogether();
        parts.forEach(Membership::spread);
        rebalance();
    }

    private void fallApart(Part part) {
        List<Set<Integer>> groups = groups(part);
        boolean dead = part.members.values().stream().anyMatch(life -> !life.alive());
        if (groups.size() == 1 && !dead) {
            part.trouble = 0;
            part.patience = patience();
            return;
        }
        if (++part.trouble < part.patience) return;
        parts.remove(part);
        for (Set<Integer> group : groups) {
            var split = new Part();
            for (int member : group) split.members.put(member, life(part, member));
            part.homes.forEach((copy, at) -> {
                if (group.contains(at)) split.homes.put(copy, at);
            });
            parts.add(split);
            changed(split);
        }
    }

    private void comeTogether() {
        for (Part one : parts) {
            for (Part other : parts) {
                if (one == other || !near(one, other)) continue;
                if (++one.reunion < one.patience) return;
                one.reunion = 0;
                giveWay(one.members.size() < other.members.size() ? one : other);
                return;
            }
            one.reunion = 0;
        }
    }

    private void giveWay(Part part) {
        for (Life life : List.copyOf(part.members.values())) {
            if (life.alive()) world.restart(life);
        }
        parts.remove(part);
    }

    private int patience() {
        return (int) world.turns().between(STABLE_TICKS_MIN, STABLE_TICKS_MAX);
    }

    private boolean near(Part one, Part other) {
        return one.members.values().stream()
                .anyMatch(a -> other.members.values().stream().anyMatch(b -> reaches(a, b)));
    }

    private boolean reaches(Life one, Life other) {
        return one.alive()
                && other.alive()
                && one != other
                && world.links().near(one.number(), other.number());
    }

    private List<Set<Integer>> groups(Part part) {
        var groups = new ArrayList<Set<Integer>>();
        Set<Integer> left = new TreeSet<>(part.members.keySet());
        left.removeIf(member -> !life(part, member).alive());
        while (!left.isEmpty()) {
            Set<Integer> group = new TreeSet<>();
            group.add(left.iterator().next());
            boolean grew = true;
            while (grew) {
                grew = false;
                for (int member : left) {
                    boolean linked =
                            group.stream()
                                    .anyMatch(m -> reaches(life(part, m), life(part, member)));
                    if (linked) grew |= group.add(member);
                }
            }
            left.removeAll(group);
            groups.add(group);
        }
        return groups;
    }

    private static Life life(Part part, int member) {
        Life life = part.members.get(member);
        if (life == null) throw new IllegalStateException("no member " + member);
        return life;
    }

    private void remove(int machine) {
        for (Part part : List.copyOf(parts)) {
            if (part.members.remove(machine) == null) continue;
            part.homes.values().removeIf(at -> at == machine);
            if (part.members.isEmpty()) parts.remove(part);
            else changed(part);
        }
    }

    private @Nullable Part part(Life life) {
        for (Part part : parts) if (part.members.get(life.number()) == life) return part;
        return null;
    }

    private void changed(Part part) {
        for (Life life : part.members.values()) {
            world.turns()
                    .after(
                            world.turns().between(0, LAG_MAX),
                            () -> {
                                if (part(life) == part) life.view(part.members.size());
                            });
        }
    }

    private static boolean isLevel(Life life) {
        return life.hosts().holdings().stream().anyMatch(StoreHosts.Holding::level);
    }

    /** What the agents' cards tell one another. */
    private static void spread(Part part) {
        if (part.members.values().stream().noneMatch(life -> life.alive() && isLevel(life))) return;
        for (Life life : part.members.values()) {
            if (life.alive()) life.hosts().known(Set.of(0));
        }
    }

    private Map<String, Placements.Place> places(Part part) {
        Map<String, Placements.Place> places = new TreeMap<>();
        part.members.forEach((member, life) -> {
            Set<CopyId> doors = new HashSet<>();
            part.homes.forEach((copy, at) -> {
                if (at.equals(member)) doors.add(copy);
            });
            boolean holds = life.alive() && life.hosts().holds(0);
            Set<Integer> held = holds ? Set.of(0) : Set.of();
            Set<Integer> level = holds && isLevel(life) ? held : Set.of();
            places.put(String.valueOf(member), new Placements.Place(doors, held, level));
        });
        return places;
    }
}
