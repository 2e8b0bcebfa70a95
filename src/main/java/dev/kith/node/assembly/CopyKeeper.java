package dev.kith.node.assembly;

import dev.kith.placement.CopyPlan;
import dev.kith.placement.PlacementSettings;
import dev.kith.registry.Directory;
import dev.kith.store.StoreHosts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Prepares this agent's files for the copies that are to move here, and lets go of those that moved
 * away, one partition at a time.
 */
final class CopyKeeper extends AbstractMatchingBehavior<CopyKeeper.Command> {

    /** Everything this actor can receive. */
    sealed interface Command {}

    private record Look() implements Command {}

    /** What a keeper works on. */
    record Parts(
            Directory directory,
            StoreHosts hosts,
            int copiesWanted,
            PlacementSettings settings,
            InstantSource clock) {}

    private final Parts parts;
    private final Map<Integer, Long> spareSince = new HashMap<>();

    private CopyKeeper(ActorContext<Command> context, Parts parts) {
        super(context);
        this.parts = parts;
    }

    /** One that looks at once and then again and again. */
    static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Look(), parts.settings().planInterval());
                    return new CopyKeeper(context, parts);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Look _ -> look();
        }
        return this;
    }

    private void look() {
        parts.hosts().known(CopyPlan.known(parts.directory()));
        CopyPlan plan = CopyPlan.of(parts.directory(), parts.copiesWanted(), parts.settings());
        for (int partition : plan.awaited()) {
            if (!parts.hosts().holds(partition)) {
                getContext()
                        .getLog()
                        .info("partition {}: a copy is to move here; fetching it", partition);
            }
            parts.hosts().adopt(partition);
        }
        release(plan.spare());
    }

    /**
     * A clock that jumps only makes it later or earlier; that all is whole elsewhere is checked.
     */
    private void release(Set<Integer> spare) {
        long now = parts.clock().millis();
        spareSince.keySet().retainAll(spare);
        for (int partition : spare) {
            long since = spareSince.computeIfAbsent(partition, _ -> now);
            if (now - since < parts.settings().releaseAfter().toMillis()) continue;
            parts.hosts().release(partition);
            return;
        }
    }
}
