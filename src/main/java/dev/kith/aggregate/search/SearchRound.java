package dev.kith.aggregate.search;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.PassagesFound;
import dev.kith.wire.PartitionSearch.Refused;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.StatisticsFound;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Gathers one search, then stops; what is asked, and what it means, is {@link Inquiry}'s.
 *
 * <pre>
 *   STATISTICS ──summed──► CANDIDATES ──(MORE_CANDIDATES)──Fusion──► PASSAGES ──► SearchResult
 *   (only with words)      (one copy a partition, a second when it is late, refuses or is behind)
 * </pre>
 *
 * Every stage ends when all partitions have answered or its share of the deadline is over.
 */
final class SearchRound extends AbstractMatchingBehavior<SearchRound.Command> {

    sealed interface Command {}

    private record Heard(Inquiry.Stage stage, CopyId copy, Reply reply) implements Command {}

    private record Hedge(Inquiry.Stage stage) implements Command {}

    private record Late(Inquiry.Stage stage) implements Command {}

    private final TimerScheduler<Command> timers;
    private final PartitionDoor door;
    private final Duration hedgeAfter;
    private final Consumer<SearchResult> found;
    private final Inquiry inquiry;

    private SearchRound(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Inquiry inquiry,
            PartitionDoor door,
            Duration hedgeAfter,
            Consumer<SearchResult> found) {
        super(context);
        this.timers = timers;
        this.inquiry = inquiry;
        this.door = door;
        this.hedgeAfter = hedgeAfter;
        this.found = found;
    }

    /**
     * One search.
     *
     * @param found called once with the result, on this actor's thread
     */
    static Behavior<Command> create(
            SearchRequest request,
            PartitionDoor door,
            AggregateSettings settings,
            Consumer<SearchResult> found) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    long most = settings.deadlineMax().toMillis();
                    long millis = Math.clamp(request.deadlineMillis(), 1, most);
                    for (Inquiry.Stage stage : Inquiry.Stage.values()) {
                        long end = Math.max(1, Math.round(millis * stage.share()));
                        timers.startSingleTimer(new Late(stage), Duration.ofMillis(end));
                    }
                    var orders = CopyOrder.all(door, request.text().hashCode());
                    var inquiry = new Inquiry(request, settings, orders);
                    return new SearchRound(
                                    context, timers, inquiry, door, settings.hedgeAfter(), found)
                            .enter();
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Heard heard -> onHeard(heard);
            case Hedge(var at) -> at == inquiry.stage() ? onHedge() : this;
            case Late(var at) -> at == inquiry.stage() ? next() : this;
        };
    }

    private Behavior<Command> onHedge() {
        ask(inquiry.round().hedge());
        return inquiry.round().over() ? next() : this;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.stage != inquiry.stage()) return this;
        Round round = inquiry.round();
        switch (heard.reply) {
            case Refused(_, _, var failure) when failure.code().blame() == Failure.Blame.CALLER -> {
                found.accept(inquiry.failed(failure));
                return Behaviors.stopped();
            }
            case Refused _ -> ask(round.refused(heard.copy));
            case StatisticsFound reply -> ask(round.answered(heard.copy, reply, reply.behind()));
            case CandidatesFound reply -> ask(round.answered(heard.copy, reply, reply.behind()));
            case PassagesFound reply -> ask(round.answered(heard.copy, reply, reply.torn()));
        }
        return round.over() ? next() : this;
    }

    private Behavior<Command> next() {
        if (inquiry.next()) return enter();
        found.accept(inquiry.found());
        return Behaviors.stopped();
    }

    private Behavior<Command> enter() {
        timers.startTimerWithFixedDelay("hedge", new Hedge(inquiry.stage()), hedgeAfter);
        ask(inquiry.round().begin());
        return inquiry.round().over() ? next() : this;
    }

    private void ask(List<CopyId> copies) {
        Inquiry.Stage asked = inquiry.stage();
        var self = getContext().getSelf();
        for (CopyId copy : copies) {
            ActorRef<Reply> ear =
                    getContext()
                            .spawnAnonymous(
                                    Behaviors.receiveMessage(reply -> {
                                        self.tell(new Heard(asked, copy, reply));
                                        return Behaviors.stopped();
                                    }));
            door.tell(copy, inquiry.question(copy, ear));
        }
    }
}
