package dev.kith.task.work;

import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.registry.Directory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Has one piece of work done by some agent: asks one after the other, each under another salt, and
 * stops when it is done or enough distinct agents could not do it.
 *
 * <pre>
 *   anyone there? ──no──► waits for the directory to change
 *        │yes                                │
 *        ▼                                   │
 *   attempt(salt) ──done──► Done            ◄┘
 *        ├─refused, silent──► back-off ──► attempt(salt + 1)
 *        └─refused by enough agents──► GaveUp
 * </pre>
 *
 * An attempt that was silent too long may still answer: it is heard until another one does. When an
 * agent is lost, it may have been the one that was asked, and over this very work: that is told,
 * and whoever sent this errand decides whether another is sent.
 *
 * @param <T> what it brings
 */
public final class Errand<T> extends AbstractMatchingBehavior<Errand.Command<T>> {

    private static final String LOST = "unreachable";
    private static final String LEFT = "removed";
    private static final String LATE = "late";
    private static final String MISSED = "missed";

    /** Whoever lives and was asked answers within this, most often. */
    private static final Duration MISSED_AFTER = Duration.ofSeconds(1);

    private static final String AGAIN = "again";

    sealed interface Command<T> {}

    /** How one attempt went. */
    sealed interface Attempted<T> extends Command<T> {}

    record Brought<T>(T value) implements Attempted<T> {}

    record Refused<T>(String agent, Failure failure) implements Attempted<T> {}

    private record Late<T>(int salt) implements Command<T> {}

    private record Again<T>() implements Command<T> {}

    private record Changed<T>(Directory.Event event) implements Command<T> {}

    private record Missed<T>(String agent) implements Command<T> {}

    /** How the errand goes; after {@link Done} and {@link GaveUp} nothing more. */
    sealed interface Told<T> {}

    record Done<T>(T value) implements Told<T> {}

    record GaveUp<T>(Failure failure) implements Told<T> {}

    /** Nobody offers the trade, and what to do about it; or empty: somebody does again. */
    record Waits<T>(Optional<String> why) implements Told<T> {}

    /**
     * An agent ended, and the attempt that was under way has not come back: it may have been there.
     * Nothing more is tried.
     */
    record Orphaned<T>(String agent) implements Told<T> {}

    /** The work itself: makes an actor that asks one agent and tells how it went. */
    interface Work<T> {
        Capability capability();

        Behavior<?> attempt(int salt, ActorRef<Command<T>> told);
    }

    /** What every errand of an agent shares; {@code random} is safe from any thread. */
    public record Means(Directory directory, RetryPolicy policy, RandomGenerator random) {}

    private final TimerScheduler<Command<T>> timers;
    private final Work<T> work;
    private final Directory directory;
    private final Tries tries;
    private final Consumer<Told<T>> told;
    private final Runnable unsubscribe;
    private boolean waiting;
    private boolean paused;

    private Errand(
            ActorContext<Command<T>> context,
            TimerScheduler<Command<T>> timers,
            Work<T> work,
            Means means,
            Consumer<Told<T>> told) {
        super(context);
        this.timers = timers;
        this.work = work;
        this.directory = means.directory;
        this.tries = new Tries(means.policy, means.random);
        this.told = told;
        var self = context.getSelf();
        this.unsubscribe = directory.onChange(event -> self.tell(new Changed<>(event)));
    }

    /** An errand that begins at once; {@code told} is called on its thread and must only send. */
    static <T> Behavior<Command<T>> create(Work<T> work, Means means, Consumer<Told<T>> told) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var errand = new Errand<T>(context, timers, work, means, told);
                    errand.begin();
                    return errand;
                }));
    }

    @Override
    public Behavior<Command<T>> onMessage(Command<T> command) {
        return switch (command) {
            case Brought<T>(var value) -> {
                told.accept(new Done<>(value));
                yield Behaviors.stopped();
            }
            case Refused<T> refused -> onRefused(refused);
            case Late<T> _ -> {
                rest();
                yield this;
            }
            case Changed<T>(var event) -> {
                onChanged(event);
                yield this;
            }
            case Missed<T>(var agent) -> {
                timers.cancelAll();
                told.accept(new Orphaned<>(agent));
                yield Behaviors.stopped();
            }
            case Again<T> _ -> {
                begin();
                yield this;
            }
        };
    }

    @Override
    public Behavior<Command<T>> onSignal(Signal signal) {
        if (signal instanceof PostStop) unsubscribe.run();
        return this;
    }

    /** One that left in order is none to mourn; whoever was asked of a lost one, never answers. */
    private void onChanged(Directory.Event event) {
        boolean asked = timers.isTimerActive(LATE);
        if (waiting) begin();
        else if (asked && event.status().equals(LEFT)) rest();
        else if (asked && event.status().equals(LOST)) {
            timers.startSingleTimer(MISSED, new Missed<>(event.agent()), MISSED_AFTER);
        }
    }

    private void begin() {
        boolean nobody = directory.live(work.capability()) == 0;
        if (nobody != waiting) {
            waiting = nobody;
            told.accept(new Waits<>(nobody ? Optional.of(nobody()) : Optional.empty()));
        }
        if (nobody) return;
        var self = getContext().getSelf();
        int salt = tries.begin();
        getContext().spawnAnonymous(work.attempt(salt, self));
        timers.startSingleTimer(LATE, new Late<>(salt), tries.timeout());
    }

    private Behavior<Command<T>> onRefused(Refused<T> refused) {
        Optional<Failure> end =
                tries.refused(refused.agent, refused.failure, directory.live(work.capability()));
        if (end.isPresent()) {
            told.accept(new GaveUp<>(end.get()));
            return Behaviors.stopped();
        }
        tellPause(refused.failure);
        rest();
        return this;
    }

    /** That one agent pauses is nothing to wait for; that all do, is. */
    private void tellPause(Failure failure) {
        boolean all = failure.code() == Failure.Code.PAUSED && directory.pauses(work.capability());
        if (all == paused) return;
        paused = all;
        String why =
                "all agents that offer %s pause; one of them: %s"
                        .formatted(work.capability().role(), failure.detail());
        told.accept(new Waits<>(all ? Optional.of(why) : Optional.empty()));
    }

    private void rest() {
        timers.cancel(LATE);
        timers.startSingleTimer(AGAIN, new Again<>(), tries.backOff());
    }

    private String nobody() {
        return "no agent offers %s; start one with that capability"
                .formatted(work.capability().role());
    }
}
