package dev.kith.aggregate;

import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.wire.PartitionSearch;
import dev.kith.wire.PartitionSearch.AskCandidates;
import dev.kith.wire.PartitionSearch.AskPassages;
import dev.kith.wire.PartitionSearch.AskStatistics;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.PassageId;
import dev.kith.wire.PartitionSearch.PassagesFound;
import dev.kith.wire.PartitionSearch.Query;
import dev.kith.wire.PartitionSearch.Refused;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.Statistics;
import dev.kith.wire.PartitionSearch.StatisticsFound;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Gathers one search, then stops.
 *
 * <pre>
 *   STATISTICS ──summed──► CANDIDATES ──Fusion──► PASSAGES ──► SearchResult
 *   (only with words)      (one copy a partition, a second when it is late, refuses or is behind)
 * </pre>
 *
 * Every stage ends when all partitions have answered or its share of the deadline is over. The
 * result's coverage counts the partitions for which a copy that is not behind answered every stage.
 */
final class SearchRound extends AbstractMatchingBehavior<SearchRound.Command> {

    sealed interface Command {}

    private record Heard(Stage stage, CopyId copy, Reply reply) implements Command {}

    private record Hedge(Stage stage) implements Command {}

    private record Late(Stage stage) implements Command {}

    /** In order, each with the share of the deadline that is over when it must end. */
    private enum Stage {
        STATISTICS(0.3),
        CANDIDATES(0.7),
        PASSAGES(1);

        private final double share;

        Stage(double share) {
            this.share = share;
        }
    }

    private final TimerScheduler<Command> timers;
    private final SearchRequest request;
    private final PartitionDoor door;
    private final AggregateSettings settings;
    private final Runnable release;
    private final Consumer<SearchResult> found;
    private final Query query;
    private final Set<Integer> covered = new HashSet<>();
    private boolean released;
    private Stage stage;
    private Round round;
    private Statistics statistics = new Statistics(0, 0, Map.of());
    private List<Fusion.Ranked> winners = List.of();
    private Map<Integer, List<PassageId>> wanted = Map.of();

    private SearchRound(ActorContext<Command> context, TimerScheduler<Command> timers, Plan plan) {
        super(context);
        this.timers = timers;
        this.request = plan.request;
        this.door = plan.door;
        this.settings = plan.settings;
        this.release = plan.release;
        this.found = plan.found;
        this.query =
                new Query(
                        request.collection(),
                        request.text(),
                        request.vector(),
                        request.mode(),
                        request.filter(),
                        Math.max(settings.candidatesMax(), request.limit()));
        for (int p = 0; p < door.partitions(); p++) covered.add(p);
        for (Stage s : Stage.values()) timers.startSingleTimer(new Late(s), deadline(s.share));
        this.stage = request.mode().needsKeywords() ? Stage.STATISTICS : Stage.CANDIDATES;
        this.round = new Round(orders());
    }

    private record Plan(
            SearchRequest request,
            PartitionDoor door,
            AggregateSettings settings,
            Runnable release,
            Consumer<SearchResult> found) {}

    /**
     * One search.
     *
     * @param release called once, when this actor ends, however it does
     * @param found called once with the result, on this actor's thread
     */
    static Behavior<Command> create(
            SearchRequest request,
            PartitionDoor door,
            AggregateSettings settings,
            Runnable release,
            Consumer<SearchResult> found) {
        var plan = new Plan(request, door, settings, release, found);
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var search = new SearchRound(context, timers, plan);
                    return search.enter(search.stage, search.round);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Heard heard -> onHeard(heard);
            case Hedge(var at) -> {
                if (at == stage) ask(round.hedge());
                yield this;
            }
            case Late(var at) -> at == stage ? next() : this;
        };
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) releaseOnce();
        return this;
    }

    private void releaseOnce() {
        if (!released) release.run();
        released = true;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.stage != stage) return this;
        switch (heard.reply) {
            case Refused(_, _, var failure) when failure.code().blame() == Failure.Blame.CALLER -> {
                return answer(List.of(), Optional.of(failure));
            }
            case Refused _ -> ask(round.refused(heard.copy));
            case StatisticsFound reply -> ask(round.answered(heard.copy, reply, reply.behind()));
            case CandidatesFound reply -> ask(round.answered(heard.copy, reply, reply.behind()));
            case PassagesFound reply -> ask(round.answered(heard.copy, reply, false));
        }
        return round.over() ? next() : this;
    }

    private Behavior<Command> next() {
        return switch (stage) {
            case STATISTICS -> {
                covered.retainAll(round.seen());
                statistics = Findings.summed(round.answers());
                Map<Integer, List<CopyId>> orders = orders();
                orders.putAll(round.ordersByAnswer());
                yield enter(Stage.CANDIDATES, new Round(orders));
            }
            case CANDIDATES -> {
                covered.retainAll(round.seen());
                List<Reply> replies = round.answers();
                winners =
                        fusion().rank(
                                        Findings.candidates(replies),
                                        way(),
                                        request.perPassage(),
                                        request.limit());
                wanted = Findings.wanted(winners, replies);
                Map<Integer, List<CopyId>> orders = round.ordersByAnswer();
                orders.keySet().retainAll(wanted.keySet());
                yield enter(Stage.PASSAGES, new Round(orders));
            }
            case PASSAGES -> finish();
        };
    }

    private Behavior<Command> enter(Stage next, Round questions) {
        stage = next;
        round = questions;
        timers.startTimerWithFixedDelay("hedge", new Hedge(next), settings.hedgeAfter());
        ask(round.begin());
        return round.over() ? next() : this;
    }

    private void ask(List<CopyId> copies) {
        Stage asked = stage;
        var self = getContext().getSelf();
        for (CopyId copy : copies) {
            ActorRef<Reply> ear =
                    getContext()
                            .spawnAnonymous(
                                    Behaviors.receiveMessage(reply -> {
                                        self.tell(new Heard(asked, copy, reply));
                                        return Behaviors.stopped();
                                    }));
            door.tell(copy, question(copy.partition(), ear));
        }
    }

    private PartitionSearch question(int partition, ActorRef<Reply> ear) {
        return switch (stage) {
            case STATISTICS -> new AskStatistics(query, ear);
            case CANDIDATES -> new AskCandidates(query, statistics, ear);
            case PASSAGES ->
                    new AskPassages(
                            query.collection(), wanted.getOrDefault(partition, List.of()), ear);
        };
    }

    private Behavior<Command> finish() {
        wanted.keySet().stream().filter(p -> !round.seen().contains(p)).forEach(covered::remove);
        return answer(Findings.hits(winners, round.answers()), Optional.empty());
    }

    private Behavior<Command> answer(List<SearchResult.Hit> hits, Optional<Failure> failure) {
        releaseOnce();
        found.accept(new SearchResult(hits, covered.size(), door.partitions(), failure));
        return Behaviors.stopped();
    }

    private Duration deadline(double share) {
        long millis = Math.clamp(request.deadlineMillis(), 1, settings.deadlineMax().toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(millis * share)));
    }

    /** A copy that is on this agent first; the others in turn, spread by the query's words. */
    private Map<Integer, List<CopyId>> orders() {
        int copies = Math.max(1, door.copiesNow());
        var orders = new HashMap<Integer, List<CopyId>>();
        for (int partition = 0; partition < door.partitions(); partition++) {
            int first = Math.floorMod(request.text().hashCode() + partition, copies);
            var order = new ArrayList<CopyId>(copies);
            for (int i = 0; i < copies; i++) {
                var copy = new CopyId(partition, (first + i) % copies);
                if (door.local(copy)) order.addFirst(copy);
                else order.add(copy);
            }
            orders.put(partition, order);
        }
        return orders;
    }

    private Fusion fusion() {
        return new Fusion(query.candidatesMax(), settings.denseShare(), settings.rankConstant());
    }

    private Fusion.Way way() {
        return switch (request.mode()) {
            case SEMANTIC -> Fusion.Way.DENSE;
            case KEYWORD -> Fusion.Way.KEYWORD;
            case HYBRID ->
                    request.fusion().equals("rrf") ? Fusion.Way.RECIPROCAL_RANKS : Fusion.Way.Z;
        };
    }
}
