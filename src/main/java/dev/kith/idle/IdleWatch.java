package dev.kith.idle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the machine again and again, and knows what follows from it. One thread looks; any may
 * ask.
 */
public final class IdleWatch implements Supplier<Stance> {
    private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);

    private final Machine machine;
    private final Manners manners;
    private final Supplier<Moment> clock;
    private final List<Consumer<Stance>> listeners = new CopyOnWriteArrayList<>();
    private volatile Seen seen;

    /** What was read, and what followed. */
    private record Seen(Readings readings, Stance stance) {}

    /** A watch that has looked once. */
    public IdleWatch(Machine machine, Manners manners, Supplier<Moment> clock) {
        this.machine = machine;
        this.manners = manners;
        this.clock = clock;
        Moment now = clock.get();
        Readings readings = machine.read(now);
        Stance stance = manners.next(Stance.working(now.wall()), readings, now);
        this.seen = new Seen(readings, stance);
        stance.pause().ifPresent(IdleWatch::logPause);
    }

    /** Looks at the machine; tells the listeners where the stance is another than before. */
    public void look() {
        Moment now = clock.get();
        Stance before = seen.stance;
        Readings readings = machine.read(now);
        Stance after = manners.next(before, readings, now);
        tell(new Seen(readings, after), !after.equals(before));
        if (after instanceof Stance.Paused && before instanceof Stance.Working) {
            after.pause().ifPresent(IdleWatch::logPause);
        } else if (after instanceof Stance.Working && before instanceof Stance.Paused) {
            LOG.info("it takes on work again");
        }
    }

    /** Never between a new listener's being added and its being told the first time. */
    private synchronized void tell(Seen now, boolean changed) {
        seen = now;
        if (!changed) return;
        for (Consumer<Stance> listener : listeners) listener.accept(now.stance);
    }

    /** Whether work is taken on now. */
    @Override
    public Stance get() {
        return seen.stance;
    }

    /** How the machine was when it was last looked at. */
    public Readings readings() {
        return seen.readings;
    }

    /**
     * Tells the stance now and whenever it changes, on the thread that looks; must not block.
     *
     * @return call it to stop listening
     */
    public synchronized Runnable onChange(Consumer<Stance> listener) {
        listeners.add(listener);
        listener.accept(get());
        return () -> listeners.remove(listener);
    }

    private static void logPause(String why) {
        LOG.info(
                "it takes on no work for now: {}; searches and copies go on; kith.idle in the"
                        + " handbook says how to change that",
                why);
    }
}
