package dev.kith.task.work;

import dev.kith.model.Failure;
import dev.kith.placement.work.Pick;
import dev.kith.placement.work.WorkPicker;
import dev.kith.registry.Directory;
import dev.kith.task.story.Try;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
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
 *        ├─much slower than expected──► one attempt more beside it; the first result counts
 *        ├─refused, silent──► back-off ──► attempt(another salt)
 *        └─refused by enough agents──► GaveUp
 * </pre>
 *
 * An attempt that was silent too long may still answer: it is heard until another one does. When an
 * agent is lost, it may have been the one that was asked, and over this very work: that is told,
 * and whoever sent this errand decides whether another is sent.
 *
 * <p>How each attempt ended is told as a {@link Try}: what the diary of a task is made of, and
 * where whoever rates agents hears of it.
 *
 * @param <T> what it brings
 */
public final class Errand<T> extends AbstractMatchingBehavior<Errand.Command<T>> {

    private static final String LOST = "unreachable";
    private static final String LEFT = "removed";

    sealed interface Command<T> {}

    /** How one attempt went; agents are dids, empty where they are not known. */
    sealed interface Attempted<T> {}

    record Brought<T>(String agent, T value) implements Attempted<T> {}

    record Refused<T>(String agent, Failure failure) implements Attempted<T> {}

    /** What it brought must not be taken; our word alone, so it counts against nothing. */
    record Disbelieved<T>(String agent, Failure failure) implements Attempted<T> {}

    private record Ended<T>(int salt, Attempted<T> attempted) implements Command<T> {}

    record Late<T>() implements Command<T> {}

    record Slow<T>(Duration expected) implements Command<T> {}

    record Again<T>(String because) implements Command<T> {}

    private record Changed<T>(Directory.Event event) implements Command<T> {}

    record Missed<T>(String agent) implements Command<T> {}

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

    /** A try has begun, or is over. */
    record Tried<T>(Try tried) implements Told<T> {}

    /** What every errand of an agent shares; all of it is safe from any thread. */
    public record Means(
            Directory directory,
            WorkPicker picker,
            RetryPolicy policy,
            InstantSource clock,
            RandomGenerator random) {}

    private final Alarms<T> alarms;
    private final Work<T> work;
    private final Directory directory;
    private final Tries tries;
    private final Round round;
    private final Lull lull;
    private final Consumer<Told<T>> told;
    private final Runnable unsubscribe;

    private Errand(
            ActorContext<Command<T>> context,
            TimerScheduler<Command<T>> timers,
            Work<T> work,
            Means means,
            Consumer<Told<T>> told) {
        super(context);
        this.alarms = new Alarms<>(timers);
        this.work = work;
        this.directory = means.directory;
        this.tries = new Tries(means.policy, means.random);
        this.told = told;
        this.lull = new Lull(directory, work.capability(), why -> told.accept(new Waits<>(why)));
        this.round = new Round(work, means, tried -> told.accept(new Tried<>(tried)));
        var self = context.getSelf();
        this.unsubscribe = directory.onChange(event -> self.tell(new Changed<>(event)));
    }

    /** An errand that begins at once; {@code told} is called on its thread and must only send. */
    static <T> Behavior<Command<T>> create(Work<T> work, Means means, Consumer<Told<T>> told) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var errand = new Errand<T>(context, timers, work, means, told);
                    errand.begin("");
                    return errand;
                }));
    }

    @Override
    public Behavior<Command<T>> onMessage(Command<T> command) {
        return switch (command) {
            case Ended<T>(int salt, Brought<T>(var agent, var value)) -> {
                round.brought(salt, agent);
                told.accept(new Done<>(value));
                yield Behaviors.stopped();
            }
            case Ended<T>(int salt, Refused<T>(var agent, var failure)) -> {
                int live = directory.live(work.capability());
                Optional<Failure> end = tries.refused(agent, failure, live);
                yield onRefused(salt, agent, failure, end);
            }
            case Ended<T>(int salt, Disbelieved<T>(var agent, var failure)) ->
                    onRefused(salt, agent, failure, Optional.empty());
            case Late<T> _ -> {
                round.late("no answer within the time limit");
                rest("no answer in time");
                yield this;
            }
            case Slow<T>(var expected) -> {
                onSlow(expected);
                yield this;
            }
            case Changed<T>(var event) -> {
                onChanged(event);
                yield this;
            }
            case Missed<T>(var agent) -> onMissed(agent);
            case Again<T>(var because) -> {
                begin(because);
                yield this;
            }
        };
    }

    @Override
    public Behavior<Command<T>> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            unsubscribe.run();
            round.close();
        }
        return this;
    }

    /** One that left in order is none to mourn; whoever was asked of a lost one, never answers. */
    private void onChanged(Directory.Event event) {
        boolean asked = alarms.awaitsAnswer();
        if (lull.isWaiting()) begin("");
        else if (asked && event.status().equals(LEFT)) rest("an agent left");
        else if (asked && event.status().equals(LOST)) alarms.awaitWordOf(event.agent());
    }

    /**
     * The work had no part in the end of an agent that was not asked; it is only asked for again.
     */
    private Behavior<Command<T>> onMissed(String agent) {
        if (!round.mayBeAt(agent)) {
            rest("an agent was lost");
            return this;
        }
        alarms.cancel();
        told.accept(new Orphaned<>(agent));
        return Behaviors.stopped();
    }

    private void begin(String because) {
        if (lull.nobody()) return;
        if (round.underWay() > 1) round.late("another one is asked instead");
        boolean alone = round.underWay() == 0;
        Pick pick = round.begin(because);
        tries.begin();
        var self = getContext().getSelf();
        Consumer<Attempted<T>> ended = how -> self.tell(new Ended<>(pick.salt(), how));
        getContext().spawnAnonymous(work.attempt(pick, ended));
        alarms.awaitAnswer(tries.timeout());
        if (alone) {
            pick.expected()
                    .ifPresent(expected -> alarms.awaitSpeed(expected, tries.patience(expected)));
        }
    }

    /** At most one attempt beside the slow one, and only where that may help. */
    private void onSlow(Duration expected) {
        boolean others = directory.live(work.capability()) > 1;
        boolean one = round.underWay() == 1 && alarms.awaitsAnswer();
        if (!one || !others || directory.pauses(work.capability())) return;
        round.picked().forEach(work::slow);
        begin("slower than expected: about " + expected.toMillis() + " ms");
    }

    /**
     * While another attempt is under way, that one is awaited: unless it is the slow one and this
     * refusal is no sign that all are busy.
     */
    private Behavior<Command<T>> onRefused(
            int salt, String agent, Failure failure, Optional<Failure> end) {
        round.refused(salt, agent, failure.code() + ": " + failure.detail());
        if (end.isPresent()) {
            told.accept(new GaveUp<>(end.get()));
            return Behaviors.stopped();
        }
        lull.refused(failure);
        boolean busy = failure.code().blame() == Failure.Blame.CAPACITY;
        boolean another = round.underWay() > 0 && alarms.awaitsAnswer();
        if (!another || (round.isNewest(salt) && !busy)) rest("the one before refused");
        return this;
    }

    private void rest(String because) {
        alarms.rest(because, tries.backOff());
    }
}
