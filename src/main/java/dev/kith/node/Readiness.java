package dev.kith.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** Whether this agent can really serve; one for each actor system. */
final class Readiness implements Extension {
    private static final Id ID = new Id();

    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** The one of this actor system. */
    static Readiness of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    boolean ready() {
        return ready.get() && !stopping.get();
    }

    /** From now on it serves. */
    void begin() {
        ready.set(true);
    }

    /** From now on it leaves; for good. */
    void end() {
        stopping.set(true);
    }

    boolean stopping() {
        return stopping.get();
    }

    /** How Pekko finds it. */
    private static final class Id extends ExtensionId<Readiness> {
        @Override
        public Readiness createExtension(ActorSystem<?> system) {
            return new Readiness();
        }
    }
}
