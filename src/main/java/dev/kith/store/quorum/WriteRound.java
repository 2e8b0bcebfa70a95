package dev.kith.store.quorum;

import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.StoreSettings;
import dev.kith.store.StoreWrite;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Carries out one write to all copies and ends.
 *
 * <pre>
 *   sent to all ──enough──► answered ──all, or grace over──► nudge who is missing, end
 *     │   ▲                 (a settlement is answered only here ──┘)
 *     └───┘ retry, and when somebody has gone: then nobody is counted any more
 *     └──time-out──► failed
 * </pre>
 */
public final class WriteRound extends AbstractMatchingBehavior<WriteRound.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Answered(int copy, StoreWrite.Answer answer) implements Command {}

    private record Retry() implements Command {}

    private record GraceOver() implements Command {}

    private record TimeOver() implements Command {}

    /**
     * One write.
     *
     * @param waitForAll whether to answer only when all copies have it or the grace is over
     * @param demanded copies that the caller demands; 0 for no more than W
     * @param send sends it to one copy, which answers the given actor
     * @param nudge tells a copy that it may have missed it
     * @param result where the answer goes
     */
    public record Parts(
            boolean waitForAll,
            int demanded,
            Shape shape,
            StoreSettings settings,
            BiConsumer<Integer, ActorRef<StoreWrite.Answer>> send,
            IntConsumer nudge,
            CompletableFuture<Outcome<Copies.Written>> result) {}

    private final Parts parts;
    private final TimerScheduler<Command> timers;
    private final WriteTally tally;
    private final Map<Integer, ActorRef<StoreWrite.Answer>> ears = new HashMap<>();
    private int live;

    private WriteRound(ActorContext<Command> context, Parts parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.timers = timers;
        this.tally =
                new WriteTally(
                        parts.settings().copiesSynced(),
                        parts.demanded(),
                        parts.shape().copiesNow());
        this.live = parts.shape().live();
        look();
        timers.startTimerWithFixedDelay(new Retry(), parts.settings().writeRetry());
        timers.startSingleTimer(new TimeOver(), parts.settings().writeTimeout());
        tally.missing().forEach(this::send);
    }

    /** One that starts at once. */
    public static Behavior<Command> create(Parts parts) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new WriteRound(context, parts, timers)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Answered(int copy, var answer) -> {
                tally.answered(copy, answer);
                yield step();
            }
            case Retry _ -> onRetry();
            case GraceOver _ -> end();
            case TimeOver _ -> onTimeOver();
        };
    }

    private Behavior<Command> step() {
        look();
        if (tally.enough()) {
            if (!parts.waitForAll()) answer();
            if (tally.everywhere()) return end();
            if (!timers.isTimerActive(new GraceOver())) {
                timers.cancel(new TimeOver());
                timers.cancel(new Retry());
                timers.startSingleTimer(new GraceOver(), parts.settings().copiesGrace());
            }
            return this;
        }
        var hopeless = tally.hopeless();
        if (hopeless.isEmpty()) return this;
        parts.result().complete(new Outcome.Bad<>(hopeless.get()));
        return Behaviors.stopped();
    }

    /**
     * Where somebody has gone, fewer may be enough; but not one whose word was counted and who took
     * it along.
     */
    private void look() {
        int before = live;
        live = parts.shape().live();
        tally.copiesNow(parts.shape().copiesNow(), parts.shape().doors());
        if (live >= before || timers.isTimerActive(new GraceOver())) return;
        tally.forget();
        tally.missing().forEach(this::send);
    }

    private Behavior<Command> onRetry() {
        look();
        if (tally.enough()) return step();
        tally.missing().forEach(this::send);
        return this;
    }

    private Behavior<Command> onTimeOver() {
        if (tally.enough()) return end();
        parts.result().complete(new Outcome.Bad<>(tally.timedOut()));
        tally.missing().forEach(parts.nudge()::accept);
        return Behaviors.stopped();
    }

    private Behavior<Command> end() {
        answer();
        tally.missing().forEach(parts.nudge()::accept);
        return Behaviors.stopped();
    }

    private void answer() {
        parts.result().complete(Outcome.good(new Copies.Written(tally.written())));
    }

    private void send(int copy) {
        parts.send().accept(copy, ears.computeIfAbsent(copy, this::listen));
    }

    /** One pair of ears for each copy, so that answers tell who gives them. */
    private ActorRef<StoreWrite.Answer> listen(int copy) {
        ActorRef<Command> self = getContext().getSelf();
        return getContext()
                .spawn(
                        Behaviors.<StoreWrite.Answer>receiveMessage(answer -> {
                            self.tell(new Answered(copy, answer));
                            return Behaviors.same();
                        }),
                        "copy-" + copy);
    }
}
