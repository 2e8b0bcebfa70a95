package dev.kith.registry;

import dev.kith.model.Capability;
import java.util.Set;
import java.util.function.Consumer;

/** A directory in which nothing is missing and of whose changes nobody is told. */
public interface StillDirectory extends Directory {
    @Override
    default int live(Capability capability) {
        return agents().size();
    }

    @Override
    default Set<Capability> missing() {
        return Set.of();
    }

    @Override
    default Runnable onChange(Consumer<Event> listener) {
        return () -> {};
    }
}
