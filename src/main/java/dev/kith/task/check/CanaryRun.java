package dev.kith.task.check;

import dev.kith.aggregate.Aggregator;
import dev.kith.aggregate.Gathered;
import dev.kith.audit.canary.Canary;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.HashTree;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.store.Copies;
import dev.kith.wire.MessageType;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Gives one agent a batch whose vectors are known, exactly as the task that it came from would: the
 * same names, the same aggregator, the same kind of message.
 *
 * <pre>
 *   document still stored like that? ──no──► Gone
 *          │yes
 *          ▼
 *   aggregator ready ──► embedder ──answer──► Answered      refused, silent ──► Unanswered
 * </pre>
 */
final class CanaryRun extends AbstractMatchingBehavior<CanaryRun.Command> {

    sealed interface Command {}

    private record Looked(@Nullable Outcome<Copies.Head> head) implements Command {}

    private record Told(Gathered gathered) implements Command {}

    private enum Alarm implements Command {
        LATE
    }

    /** How it ended. */
    sealed interface End {}

    record Answered(VectorizeResult result) implements End {}

    /** Its document is deleted, or another version is searched. */
    record Gone() implements End {}

    record Unanswered() implements End {}

    private final TimerScheduler<Command> timers;
    private final CheckMeans means;
    private final Canaries.Given given;
    private final Consumer<End> told;

    private CanaryRun(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            CheckMeans means,
            Canaries.Given given,
            Consumer<End> told) {
        super(context);
        this.timers = timers;
        this.means = means;
        this.given = given;
        this.told = told;
    }

    /** Begins at once; {@code told} is called once, on its thread, unless this actor breaks. */
    static Behavior<Command> create(CheckMeans means, Canaries.Given given, Consumer<End> told) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var run = new CanaryRun(context, timers, means, given, told);
                    run.look();
                    return run;
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Looked(var head) -> head == null ? end(new Unanswered()) : onLooked(head);
            case Told(var gathered) ->
                    switch (gathered) {
                        case Gathered.Ready ready -> send(ready);
                        case Gathered.Complete(_, var result) -> end(new Answered(result));
                        case Gathered.Incomplete _ -> end(new Unanswered());
                    };
            case Alarm _ -> end(new Unanswered());
        };
    }

    private void look() {
        timers.startSingleTimer(
                Alarm.LATE, Alarm.LATE, means.settings().auditors().answerTimeout());
        getContext()
                .pipeToSelf(
                        means.reach().copies().head(given.canary().origin().place().key()),
                        (head, _) -> new Looked(head));
    }

    private Behavior<Command> onLooked(Outcome<Copies.Head> outcome) {
        return switch (outcome) {
            case Outcome.Bad<Copies.Head> _ -> end(new Unanswered());
            case Outcome.Good<Copies.Head>(var head) -> {
                if (is(head.visible(), DocumentState.COMMITTED)) yield begin();
                yield end(is(head.newest(), DocumentState.PENDING) ? new Unanswered() : new Gone());
            }
        };
    }

    private boolean is(Optional<DocumentRecord> record, DocumentState state) {
        return record.filter(r -> r.version().equals(given.canary().origin().place().version()))
                .filter(r -> r.state() == state)
                .isPresent();
    }

    private Behavior<Command> begin() {
        Canary canary = given.canary();
        TaskId task = canary.origin().task();
        List<Integer> salts =
                new Auditors(means)
                        .saltsTo(
                                given.receiver(),
                                salt -> Found.entity(task, canary.origin().place(), salt));
        if (salts.isEmpty()) return end(new Unanswered());
        int salt = salts.get(means.random().nextInt(salts.size()));
        var expect =
                new Aggregator.Expect(
                        Found.entity(task, canary.origin().place(), salt),
                        means.self().did(),
                        HashTree.ofTexts(canary.texts()).root(),
                        given.model(),
                        canary.size(),
                        1,
                        getContext().messageAdapter(Gathered.class, Told::new));
        means.reach().trades().aggregate(task.value(), expect);
        return this;
    }

    private Behavior<Command> send(Gathered.Ready ready) {
        String task = given.canary().origin().task().value();
        var request = new VectorizeRequest(given.model(), false, given.canary().texts());
        means.reach()
                .trades()
                .embed(
                        ready.part(),
                        ready.part(),
                        means.envelopes()
                                .seal(
                                        MessageType.VECTORIZE,
                                        task,
                                        "embedder/" + ready.part(),
                                        request),
                        ready.inbox());
        return this;
    }

    private Behavior<Command> end(End end) {
        told.accept(end);
        return Behaviors.stopped();
    }
}
