package dev.kith.task.view;

import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import dev.kith.task.reach.Trades;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Keeps a {@link Watcher} for everybody who watches a task from here; one on each agent. */
public final class WatchDesk extends AbstractMatchingBehavior<WatchDesk.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /** Begins watch number {@code id}; {@code ended} is called once when it is over. */
    record Begin(long id, TaskId task, Consumer<Tasks.View> listener, Runnable ended)
            implements Command {}

    /** Ends it early; one that has ended is no matter. */
    record End(long id) implements Command {}

    private record Ended(long id, Runnable ended) implements Command {}

    private final Trades trades;
    private final Duration interval;
    private final Map<Long, ActorRef<Watcher.Command>> watchers = new HashMap<>();

    private WatchDesk(ActorContext<Command> context, Trades trades, Duration interval) {
        super(context);
        this.trades = trades;
        this.interval = interval;
    }

    /**
     * A desk.
     *
     * @param interval between two times that a task is told that it is watched
     */
    public static Behavior<Command> create(Trades trades, Duration interval) {
        return Behaviors.setup(context -> new WatchDesk(context, trades, interval));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Begin begin -> onBegin(begin);
            case End(long id) -> {
                ActorRef<Watcher.Command> watcher = watchers.get(id);
                if (watcher != null) getContext().stop(watcher);
            }
            case Ended(long id, var ended) -> {
                watchers.remove(id);
                ended.run();
            }
        }
        return this;
    }

    private void onBegin(Begin begin) {
        var watcher =
                getContext()
                        .spawnAnonymous(
                                Watcher.create(begin.task, trades, interval, begin.listener));
        watchers.put(begin.id, watcher);
        getContext().watchWith(watcher, new Ended(begin.id, begin.ended));
    }
}
