package dev.kith.simulation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.StillDirectory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Who runs in a world, as one of them sees it; everybody offers everything. */
record Company(World world, Life life) implements StillDirectory {

    @Override
    public AgentId self() {
        return life.machine().id;
    }

    @Override
    public List<Entry> agents() {
        return world.running().stream().map(this::entry).toList();
    }

    private Entry entry(Life other) {
        return new Entry(
                "10.0.0.%d:1".formatted(other.number()),
                "up",
                EnumSet.allOf(Capability.class),
                other == life,
                false,
                Optional.empty());
    }

    @Override
    public List<String> byAge() {
        return agents().stream().map(Entry::address).toList();
    }
}
