package dev.kith.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** Whether this agent can really serve; one for each actor system. */
final class Readiness implements Extension {
    private static final Id ID = new Id();

    private final AtomicBoolean ready = new AtomicBoolean();

    /** The one of this actor system. */
    static Readiness of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    boolean ready() {
        return ready.get();
    }

    void set(boolean now) {
        ready.set(now);
    }

    /** How Pekko finds it. */
    private static final class Id extends ExtensionId<Readiness> {
        @Override
        public Readiness createExtension(ActorSystem<?> system) {
            return new Readiness();
        }
    }
}
