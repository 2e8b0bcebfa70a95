package dev.kith.simulation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Directory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who runs in a world, as one of them sees it; everybody offers everything. */
record Company(World world, Life life) implements Directory {

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

    @Override
    public int live(Capability capability) {
        return world.running().size();
    }

    @Override
    public Set<Capability> missing() {
        return Set.of();
    }

    @Override
    public Runnable onChange(Consumer<Event> listener) {
        return () -> {};
    }
}
