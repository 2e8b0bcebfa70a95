package dev.kith.node.probe;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Why this agent may not embed for its network; empty while it may. Safe from any thread. */
public final class ModelGate implements Supplier<Optional<String>> {
    private final AtomicReference<Optional<String>> shut = new AtomicReference<>(Optional.empty());

    @Override
    public Optional<String> get() {
        return shut.get();
    }

    /** Whether that changed anything. */
    boolean set(Optional<String> why) {
        return !shut.getAndSet(why).equals(why);
    }
}
