package dev.kith.node.notice;

import dev.kith.idle.Stance;
import java.util.function.Consumer;

/**
 * Has the others told at once when this agent begins or ceases to pause: until they know, they ask
 * it for work that it refuses. Nothing else is urgent, and pauses are rare, since each lasts for
 * the grace period at least. For one thread.
 */
final class Bulletin implements Consumer<Stance> {
    private final Runnable publish;
    private boolean pauses;

    /** One of an agent that is taken to work. */
    Bulletin(Runnable publish) {
        this.publish = publish;
    }

    @Override
    public void accept(Stance stance) {
        boolean before = pauses;
        pauses = stance.pause().isPresent();
        if (pauses != before) publish.run();
    }
}
