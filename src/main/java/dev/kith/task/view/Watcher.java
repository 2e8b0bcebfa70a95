package dev.kith.task.view;

import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Seen;
import dev.kith.task.run.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Watches one task to its end, then stops; says again and again that it does, because the task may
 * have moved.
 */
final class Watcher extends AbstractMatchingBehavior<Watcher.Command> {
    /** A record may be a moment late at the copy that is asked; after so many answers it is not. */
    private static final int UNKNOWN_MAX = 3;

    sealed interface Command {}

    private record Heard(Seen seen) implements Command {}

    private enum Again implements Command {
        AGAIN
    }

    private final TaskId task;
    private final Trades trades;
    private final Consumer<Tasks.View> listener;
    private final ActorRef<Seen> ear;
    private Optional<Tasks.View> last = Optional.empty();
    private int unknown;

    private Watcher(
            ActorContext<Command> context,
            TaskId task,
            Trades trades,
            Consumer<Tasks.View> listener) {
        super(context);
        this.task = task;
        this.trades = trades;
        this.listener = listener;
        this.ear = context.messageAdapter(Seen.class, Heard::new);
    }

    /**
     * A watcher.
     *
     * @param listener called on this actor's thread; must not block
     */
    static Behavior<Command> create(
            TaskId task, Trades trades, Duration interval, Consumer<Tasks.View> listener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(Again.AGAIN, interval);
                    var watcher = new Watcher(context, task, trades, listener);
                    watcher.watch();
                    return watcher;
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Heard(var seen) -> onSeen(seen);
            case Again _ -> {
                watch();
                yield this;
            }
        };
    }

    private void watch() {
        trades.task(task, new Task.Watch(ear));
    }

    private Behavior<Command> onSeen(Seen seen) {
        switch (seen) {
            case Seen.Shown(var view) -> {
                unknown = 0;
                if (last.isEmpty() || !last.get().equals(view)) listener.accept(view);
                last = Optional.of(view);
                return view.ended() ? Behaviors.stopped() : this;
            }
            case Seen.Unknown(var failure) -> {
                if (failure.code() == Failure.Code.NOT_FOUND) unknown++;
                return unknown < UNKNOWN_MAX ? this : Behaviors.stopped();
            }
        }
    }
}
