package dev.kith.wire;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What every sharded entity is made from: it stops when Cluster Sharding asks it to, be it because
 * it is idle or because its shard moves.
 *
 * <p>Sharding asks by a signal, and stops the entity only if that comes back as unhandled. Pekko's
 * {@link AbstractMatchingBehavior} handles every signal by doing nothing: such an entity never
 * stops, all that is sent to it from then on waits for ever, and its shard cannot be handed over.
 */
public abstract class EntityBehavior<T> extends AbstractMatchingBehavior<T> {

    protected EntityBehavior(ActorContext<T> context) {
        super(context);
    }

    /** Leaves all signals to Pekko; whoever overrides it ends with this for those it ignores. */
    @Override
    public Behavior<T> onSignal(Signal signal) {
        return Behaviors.unhandled();
    }
}
