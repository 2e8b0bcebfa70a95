package dev.kith.store.quorum;

import dev.kith.model.Outcome;
import dev.kith.store.StoreRead;
import dev.kith.store.StoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Carries out one read and ends: asks one copy, and the next whenever the last one's answer was not
 * enough or did not come in time.
 */
public final class ReadRound<T> extends AbstractMatchingBehavior<ReadRound.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Answered(StoreRead.Answer answer) implements Command {}

    private record Late(int turn) implements Command {}

    private record TimeOver() implements Command {}

    /**
     * One read.
     *
     * @param copies those that there are, in the order they are asked
     * @param send asks one copy, which answers the given actor
     * @param rule when it is enough
     * @param result where the outcome goes
     */
    public record Parts<T>(
            List<Integer> copies,
            StoreSettings settings,
            BiConsumer<Integer, ActorRef<StoreRead.Answer>> send,
            ReadRule<T> rule,
            CompletableFuture<Outcome<T>> result) {}

    private final Parts<T> parts;
    private final TimerScheduler<Command> timers;
    private final ActorRef<StoreRead.Answer> ears;
    private final List<StoreRead.Answer> answers = new ArrayList<>();
    private int asked;

    private ReadRound(
            ActorContext<Command> context, Parts<T> parts, TimerScheduler<Command> timers) {
        super(context);
        this.parts = parts;
        this.timers = timers;
        this.ears = context.messageAdapter(StoreRead.Answer.class, Answered::new);
        timers.startSingleTimer(new TimeOver(), parts.settings().readDeadline());
        askNext();
    }

    /** One that starts at once. */
    public static <T> Behavior<Command> create(Parts<T> parts) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ReadRound<>(context, parts, timers)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Answered(var answer) -> {
                answers.add(answer);
                boolean all = answers.size() >= parts.copies().size();
                yield judge(
                        all ? ReadRule.Heard.ALL : ReadRule.Heard.SOME, answers.size() == asked);
            }
            case Late(int turn) -> judge(ReadRule.Heard.SOME, turn == asked - 1);
            case TimeOver _ -> judge(ReadRule.Heard.OVER, false);
        };
    }

    private Behavior<Command> judge(ReadRule.Heard heard, boolean askMore) {
        var outcome = parts.rule().judge(List.copyOf(answers), heard);
        if (outcome.isPresent()) {
            parts.result().complete(outcome.get());
            return Behaviors.stopped();
        }
        if (askMore) askNext();
        return this;
    }

    private void askNext() {
        if (asked >= parts.copies().size()) return;
        int turn = asked++;
        timers.startSingleTimer(new Late(turn), parts.settings().readTimeout());
        parts.send().accept(parts.copies().get(turn), ears);
    }
}
