package dev.kith.store;

import dev.kith.store.disk.DiskGauge;
import org.apache.pekko.actor.typed.ActorSystem;

/** Hosts on files of another kind, for simulations. */
public final class SimulatedHosts {
    private SimulatedHosts() {}

    /** Hosts whose actors' names end in {@code suffix}; the disk never fills. */
    public static StoreHosts create(ActorSystem<?> system, StoreSetup setup, String suffix) {
        var gauge = new DiskGauge(setup.folder(), 0, 0, () -> Long.MAX_VALUE);
        return StoreHosts.create(system, setup, gauge, suffix);
    }
}
