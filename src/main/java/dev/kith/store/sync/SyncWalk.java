package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import dev.kith.store.StoreExecutors;
import dev.kith.store.StoreWrite;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Entry;
import dev.kith.store.level.Lack;
import dev.kith.store.level.Ranges;
import dev.kith.store.level.Suspicion;
import dev.kith.store.level.SyncTurn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Pulls from one other host all that this one lacks, says how it went, and ends.
 *
 * <pre>
 *   ranges ──nothing differs──────────────────────────────► Over
 *      │ much is lacking: wait for a turn                    ▲
 *      ▼                                                     │
 *   listing, bundles: ask ──► write ──► rest ──► ask … ──────┘
 * </pre>
 */
final class SyncWalk extends AbstractMatchingBehavior<SyncWalk.Command> {
    /** Everything this actor can receive. */
    sealed interface Command {}

    /**
     * How a walk went.
     *
     * @param peer as it was given
     * @param pulled versions that were taken over and had been lacking, not those of torn documents
     * @param complete whether all that the other had is here now
     */
    record Over(SyncCast.Peer peer, int pulled, boolean complete) {}

    private record RangesCame(@Nullable SyncAnswer answer) implements Command {}

    /** What is to be looked at, and which documents are torn here. */
    private record Look(Suspicion suspicion, Set<DocumentKey> torn) {}

    private record Suspected(@Nullable Look look) implements Command {}

    private record Turn() implements Command {}

    private record Prepared() implements Command {}

    private record PageCame(@Nullable SyncAnswer answer) implements Command {}

    private record WantsFound(@Nullable List<Entry> wants) implements Command {}

    private record PartsCame(long ask, @Nullable SyncAnswer answer) implements Command {}

    private record Written(long ask, StoreWrite.@Nullable Answer answer) implements Command {}

    private record Rested(long ask) implements Command {}

    private final SyncParts parts;
    private final SyncCast.Peer peer;
    private final ActorRef<Over> parent;
    private final TimerScheduler<Command> timers;
    private final SyncRound round;
    private final SyncTrips trips;
    private final SyncTurn turn;
    private Suspicion suspicion = Suspicion.NONE;

    private SyncWalk(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            SyncParts parts,
            SyncCast.Peer peer,
            ActorRef<Over> parent) {
        super(context);
        this.parts = parts;
        this.peer = peer;
        this.parent = parent;
        this.timers = timers;
        ActorRef<Command> self = context.getSelf();
        this.turn = new SyncTurn(parts.budget(), () -> self.tell(new Turn()));
        this.trips = new SyncTrips(parts.budget(), parts.setup().clock());
        var settings = parts.setup().settings();
        this.round =
                new SyncRound(
                        parts.budget().window(false),
                        settings.syncPageMax(),
                        settings.messageBytesMax());
        ask(SyncQuestion.AskRanges::new, RangesCame::new);
    }

    /**
     * A walk to {@code peer} that begins at once; {@code parent} is told once, if it is not ended.
     */
    static Behavior<Command> create(SyncParts parts, SyncCast.Peer peer, ActorRef<Over> parent) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new SyncWalk(context, timers, parts, peer, parent)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case RangesCame(var answer) -> onRanges(answer);
            case Suspected(var found) -> found == null ? over(false) : onSuspected(found);
            case Turn _ -> start();
            case Prepared _ -> begin();
            case PageCame(SyncAnswer.ListingIs page) -> perform(round.listed(page));
            case PageCame _ -> over(false);
            case WantsFound(var wants) -> wants == null ? over(false) : perform(round.wants(wants));
            case PartsCame(long ask, SyncAnswer.PartsAre found) -> onParts(ask, found);
            case PartsCame _ -> over(false);
            case Written written -> onWritten(written);
            case Rested(long ask) -> perform(round.written(ask));
        };
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            boolean prepared = turn.end();
            if (prepared) parts.setup().executors().disk().execute(() -> parts.bulk(false));
            parts.lacking().accept(Lack.NONE);
        }
        return this;
    }

    private Behavior<Command> onRanges(@Nullable SyncAnswer answer) {
        if (!(answer instanceof SyncAnswer.RangesAre found)) return over(false);
        blocking(
                () -> {
                    Ranges theirs = Ranges.of(found.sums());
                    Ranges mine = Ranges.of(parts.log().ranges());
                    return new Look(
                            Suspicion.of(mine, theirs, parts.source().suspects(theirs)),
                            parts.log().holes());
                },
                Suspected::new);
        return this;
    }

    private Behavior<Command> onSuspected(Look look) {
        suspicion = look.suspicion();
        round.torn(look.torn());
        if (suspicion.ranges().isEmpty()) return over(true);
        progress();
        return start();
    }

    private Behavior<Command> start() {
        return switch (turn.take(suspicion)) {
            case WAIT -> later();
            case PREPARE -> prepare();
            case BEGIN -> begin();
            case GO_ON -> this;
        };
    }

    private Behavior<Command> prepare() {
        blocking(
                () -> {
                    parts.bulk(true);
                    return parts;
                },
                _ -> new Prepared());
        return this;
    }

    private Behavior<Command> begin() {
        trips.begin();
        return perform(round.begin());
    }

    private Behavior<Command> later() {
        timers.startSingleTimer(new Turn(), parts.setup().settings().syncPause());
        return this;
    }

    private Behavior<Command> perform(List<SyncRound.Step> steps) {
        for (SyncRound.Step step : steps) {
            switch (step) {
                case SyncRound.AskPage page -> askPage(page);
                case SyncRound.AskParts versions -> askParts(versions);
                case SyncRound.FindWants(var entries) ->
                        blocking(() -> parts.source().wants(entries), WantsFound::new);
                case SyncRound.Apply(long ask, var writes) -> apply(ask, writes);
                case SyncRound.Done _ -> {
                    return over(true);
                }
            }
        }
        return this;
    }

    private void askPage(SyncRound.AskPage page) {
        int limit = parts.setup().settings().syncPageMax();
        var ranges = new Blob(suspicion.ranges().toByteArray());
        ask(ref -> new SyncQuestion.AskListing(page.after(), ranges, limit, ref), PageCame::new);
    }

    private void askParts(SyncRound.AskParts versions) {
        trips.left(versions.ask());
        ask(
                ref -> new SyncQuestion.AskParts(versions.items(), versions.from(), ref),
                answer -> new PartsCame(versions.ask(), answer));
    }

    private Behavior<Command> onParts(long ask, SyncAnswer.PartsAre found) {
        trips.came(ask, found.busy());
        round.window(parts.budget().window(found.busy()));
        return perform(round.came(ask, found));
    }

    private void apply(long ask, List<StoreWrite> writes) {
        trips.writing(ask, writes);
        for (StoreWrite write : writes) {
            getContext()
                    .ask(
                            StoreWrite.Answer.class,
                            parts.host(),
                            parts.setup().settings().writeTimeout(),
                            ref -> new PartitionHost.Write(write, ref),
                            (answer, _) -> new Written(ask, answer));
        }
    }

    private Behavior<Command> onWritten(Written written) {
        if (!(written.answer() instanceof StoreWrite.Synced)) return over(false);
        Optional<Duration> rest = trips.written(written.ask());
        if (rest.isEmpty()) return this; // more of its writes are awaited
        progress();
        if (rest.get().isZero()) return perform(round.written(written.ask()));
        timers.startSingleTimer(written.ask(), new Rested(written.ask()), rest.get());
        return this;
    }

    private void progress() {
        parts.lacking().accept(trips.left(suspicion.lack(), round.pulled(), round.bytesPulled()));
    }

    private Behavior<Command> over(boolean complete) {
        parent.tell(new Over(peer, round.pulled(), complete));
        return Behaviors.stopped();
    }

    private <T> void blocking(Callable<T> work, Function<@Nullable T, Command> then) {
        var found = StoreExecutors.blocking(work, parts.setup().executors().disk());
        getContext()
                .pipeToSelf(
                        found,
                        (value, error) -> {
                            if (error != null) {
                                getContext().getLog().warn("comparing cannot go on", error);
                            }
                            return then.apply(value);
                        });
    }

    private void ask(
            org.apache.pekko.japi.function.Function<ActorRef<SyncAnswer>, SyncQuestion> question,
            Function<@Nullable SyncAnswer, Command> then) {
        getContext()
                .ask(
                        SyncAnswer.class,
                        peer.host(),
                        parts.setup().settings().syncTimeout(),
                        question,
                        (answer, _) -> then.apply(answer));
    }
}
