package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.wire.board.Board;
import dev.kith.wire.record.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps this agent's ledger, tells the others what it says of them, and hears what they say.
 *
 * <pre>
 *   Rate, Credit ──► ledger ──publish-interval, if changed──► file ──► Board: own book
 *   Board: others' books, proofs ──► opinions ──at once, and refresh-interval──► LiveTrust
 * </pre>
 *
 * A sudden end loses what was rated since the last publish-interval, and nothing else: what the
 * others have heard of this agent is in its file before.
 */
public final class Bookkeeper extends AbstractMatchingBehavior<Bookkeeper.Command> {
    /** So that many ratings and many agents' news are looked at together. */
    private static final Duration GATHER = Duration.ofMillis(500);

    /** So many ratings are not kept waiting. */
    private static final int GATHER_MAX = 1000;

    /** Everything this actor can receive. */
    public sealed interface Command {}

    record Rate(Rating rating) implements Command {}

    /** Units below 0 are taken back. */
    record Credit(AgentId agent, double units, long when) implements Command {}

    private record Heard(Board.News news) implements Command {}

    private record Look() implements Command {}

    private record Fade() implements Command {}

    private record Publish() implements Command {}

    private record Saved(Ledger ledger, Optional<Throwable> error) implements Command {}

    /**
     * What it works with.
     *
     * @param board that books are pinned to
     * @param clock what ratings fade by
     * @param file that the ledger is kept in
     * @param disk what writing it may hold up
     * @param members who is here, admitted to the network; quick, from memory
     */
    public record Setup(
            ReputationSettings settings,
            KarmaSettings karma,
            ActorRef<Board.Command> board,
            InstantSource clock,
            Path file,
            Executor disk,
            Supplier<Set<AgentId>> members) {}

    private final Setup setup;
    private final LiveTrust trust;
    private final TimerScheduler<Command> timers;
    private final LedgerFile file;
    private final Opinions opinions;
    private final PinnedBook pinned;
    private final List<Rating> waiting = new ArrayList<>();
    private Ledger ledger;
    private Ledger saved;
    private boolean saving;

    private Bookkeeper(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Setup setup,
            LiveTrust trust) {
        super(context);
        this.setup = setup;
        this.trust = trust;
        this.timers = timers;
        this.file = new LedgerFile(setup.file(), trust.self());
        this.ledger = file.read();
        this.saved = ledger;
        this.pinned =
                new PinnedBook(
                        RatingBook.empty(trust.self()),
                        setup.board(),
                        setup.settings().evidence().windowLong());
        this.opinions = new Opinions(ledger.book(), setup.settings(), trust::findings);
    }

    /** A bookkeeper that fills {@code trust}. */
    public static Behavior<Command> create(Setup setup, LiveTrust trust) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var bookkeeper = new Bookkeeper(context, timers, setup, trust);
                    bookkeeper.begin();
                    return bookkeeper;
                }));
    }

    private void begin() {
        timers.startTimerWithFixedDelay(new Publish(), setup.settings().publishInterval());
        timers.startTimerWithFixedDelay(new Fade(), setup.settings().refreshInterval());
        pinned.pin(ledger.book(), setup.clock().millis());
        fade();
        trust.open(getContext().getSelf()::tell);
        setup.board()
                .tell(
                        new Board.Watch(
                                Set.of(Kind.RATINGS),
                                getContext().messageAdapter(Board.News.class, Heard::new)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Rate(var rating) -> onRate(rating);
            case Credit credit -> onCredit(credit);
            case Heard(var news) -> {
                opinions.hear(news);
                lookSoon();
            }
            case Look _ -> look();
            case Fade _ -> fade();
            case Publish _ -> publish();
            case Saved done -> onSaved(done);
        }
        return this;
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            trust.open(_ -> {});
            enter();
            if (!ledger.equals(saved)) tellLost(write(ledger));
        }
        return this;
    }

    private void onRate(Rating rating) {
        waiting.add(rating);
        if (waiting.size() >= GATHER_MAX) enter();
        lookSoon();
    }

    private void onCredit(Credit credit) {
        Duration halfLife = setup.karma().halfLife();
        ledger = ledger.credited(credit.agent(), credit.units(), credit.when(), halfLife);
        lookSoon();
    }

    private void lookSoon() {
        if (!timers.isTimerActive(Look.class)) {
            timers.startSingleTimer(Look.class, new Look(), GATHER);
        }
    }

    private void enter() {
        ledger = ledger.rated(waiting, setup.settings().evidence());
        waiting.clear();
        opinions.say(ledger.book());
    }

    private void look() {
        enter();
        if (opinions.meet(setup.members().get())) opinions.weighAll(setup.clock().millis());
        else opinions.weighChanged(setup.clock().millis());
        tell();
    }

    private void fade() {
        enter();
        opinions.meet(setup.members().get());
        opinions.weighAll(setup.clock().millis());
        tell();
    }

    private void tell() {
        long now = setup.clock().millis();
        Beliefs beliefs = opinions.beliefs();
        ledger =
                ledger.without(beliefs.quarantined(), now)
                        .bounded(
                                setup.settings().evidence().entriesMax(),
                                now,
                                setup.karma().halfLife());
        beliefs.quarantined().stream()
                .filter(agent -> !trust.quarantined(agent))
                .forEach(this::logQuarantine);
        trust.believe(beliefs);
        trust.credit(ledger.karma());
    }

    private void logQuarantine(AgentId agent) {
        getContext()
                .getLog()
                .warn(
                        "{} is proven dishonest: what it says does not count any more, and its"
                                + " karma is gone; if it is one of yours, see the handbook's"
                                + " troubleshooting",
                        agent.did());
    }

    private void publish() {
        enter();
        if (saving) return;
        if (ledger.equals(saved)) {
            pinned.renew(ledger.book(), setup.clock().millis());
            return;
        }
        saving = true;
        Ledger now = ledger;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> write(now), setup.disk()),
                        (failed, error) ->
                                new Saved(now, error == null ? failed : Optional.of(error)));
    }

    private Optional<Throwable> write(Ledger now) {
        try {
            file.write(now);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new UncheckedIOException(e));
        }
    }

    /** What could not be kept is told nevertheless: others need to hear of a liar. */
    private void onSaved(Saved done) {
        saving = false;
        tellLost(done.error());
        if (done.error().isEmpty()) saved = done.ledger();
        pinned.renew(ledger.book(), setup.clock().millis());
    }

    private void tellLost(Optional<Throwable> error) {
        error.ifPresent(cause ->
                getContext()
                        .getLog()
                        .warn(
                                "cannot write {}; what this agent has seen of others since is lost"
                                        + " if it ends now. Is the disk full?",
                                setup.file(),
                                cause));
    }
}
