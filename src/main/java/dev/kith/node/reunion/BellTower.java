package dev.kith.node.reunion;

import dev.kith.node.reunion.rule.Bell;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** Where the bells that an actor system hears come in; one for each actor system. */
final class BellTower implements Extension {
    private static final Id ID = new Id();

    private final AtomicReference<Consumer<Bell>> listener = new AtomicReference<>(_ -> {});

    /** The one of this actor system. */
    static BellTower of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** From now on it tells this one, on a thread that must not be blocked. */
    void listen(Consumer<Bell> to) {
        listener.set(to);
    }

    void heard(Bell bell) {
        listener.get().accept(bell);
    }

    /** How Pekko finds it. */
    private static final class Id extends ExtensionId<BellTower> {
        @Override
        public BellTower createExtension(ActorSystem<?> system) {
            return new BellTower();
        }
    }
}
