package dev.kith.task.court;

import dev.kith.audit.evidence.Consequence;
import dev.kith.audit.evidence.Court;
import dev.kith.audit.evidence.Evidence.WrongResult;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.RecordView;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.SignedRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Hears what this agent and the others have found wrong, computes it again before it believes, and
 * makes known what it has proven.
 *
 * <pre>
 *   Accuse, others' records ──► signed, and laid open? ──► computed, one at a time ──► Docket
 *                                                                                       │
 *   Convictions ◄── convicted ──────────────────────────────────────────────────────────┤
 *   Board, file ◄── proven by this agent ───────────────────────────────────────────────┘
 * </pre>
 */
public final class Tribunal extends AbstractMatchingBehavior<Tribunal.Command> {
    private static final int WAITING_MAX = 256;
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final Duration MEET = Duration.ofSeconds(2);
    private static final int RENEW = 3;

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * This agent has found something wrong.
     *
     * @param certain whether it has computed that itself
     */
    public record Accuse(Opening opening, boolean certain) implements Command {}

    private record Heard(Board.News news) implements Command {}

    private record Judged(Charge charge, @Nullable List<UnitVector> own) implements Command {}

    private enum Alarm implements Command {
        GO_ON,
        MEET,
        RENEW
    }

    private record Charge(AgentId reporter, WrongResult evidence) {}

    private final TimerScheduler<Command> timers;
    private final CourtMeans setup;
    private final Docket docket;
    private final Herald herald;
    private final Members members;
    private final RecordView view;
    private final Map<AgentId, Hash> read = new HashMap<>();
    private final Deque<Charge> waiting = new ArrayDeque<>();
    private boolean judging;

    private Tribunal(
            ActorContext<Command> context, TimerScheduler<Command> timers, CourtMeans setup) {
        super(context);
        this.timers = timers;
        this.setup = setup;
        var memory = setup.settings().memory();
        this.members = new Members(setup.members(), memory.agentsMax());
        this.view = new RecordView(members::know);
        this.docket =
                new Docket(
                        setup.self(),
                        setup.settings().auditors().confirmations(),
                        memory.judgedMax(),
                        members,
                        view::quarantined);
        this.herald = new Herald(setup.self(), setup.directory(), context.getLog());
    }

    /** A tribunal; one for each agent. */
    public static Behavior<Command> create(CourtMeans setup) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var tribunal = new Tribunal(context, timers, setup);
                    tribunal.begin();
                    return tribunal;
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Accuse(var opening, boolean certain) -> onAccuse(opening, certain);
            case Heard(var news) -> onHeard(news);
            case Judged(var charge, var own) -> onJudged(charge, own);
            case Alarm alarm -> {
                switch (alarm) {
                    case GO_ON -> next();
                    case MEET -> {
                        if (members.meet()) listen();
                    }
                    case RENEW -> publish();
                }
            }
        }
        return this;
    }

    private void begin() {
        setup.docket().read(DocketPage::read).ifPresent(docket::recall);
        setup.file()
                .read(Testimony::kept)
                .ifPresent(kept -> {
                    for (Opening opening : kept.evidence()) {
                        docket.judged(
                                setup.self(), new WrongResult(opening), Consequence.QUARANTINE);
                    }
                });
        convict("found before this agent was started again");
        if (!docket.proven().isEmpty()) publish();
        timers.startTimerWithFixedDelay(Alarm.MEET, MEET);
        timers.startTimerWithFixedDelay(
                Alarm.RENEW, setup.settings().memory().proofLifetime().dividedBy(RENEW));
        setup.board()
                .tell(
                        new Board.Watch(
                                Set.of(Kind.EVIDENCE),
                                getContext().messageAdapter(Board.News.class, Heard::new)));
    }

    private void onAccuse(Opening opening, boolean certain) {
        var evidence = new WrongResult(opening);
        if (!docket.open(evidence)) return;
        if (certain) settle(new Charge(setup.self(), evidence), Consequence.QUARANTINE);
        else enter(new Charge(setup.self(), evidence));
    }

    private void onHeard(Board.News news) {
        view.hear(news);
        members.meet();
        listen();
    }

    private void listen() {
        for (SignedRecord record : view.all(Kind.EVIDENCE, setup.clock().millis())) {
            AgentId reporter = record.claim().author();
            if (reporter.equals(setup.self())) continue;
            if (record.hash().equals(read.put(reporter, record.hash()))) continue;
            Testimony says =
                    Testimony.read(record.claim().payload().toArray()).orElse(Testimony.NONE);
            docket.hear(reporter, says).forEach(piece -> enter(new Charge(reporter, piece)));
        }
        convict("proven by others");
    }

    private void enter(Charge charge) {
        if (waiting.size() >= WAITING_MAX || waiting.contains(charge)) return;
        waiting.add(charge);
        next();
    }

    private void next() {
        while (!judging && !waiting.isEmpty()) {
            Charge charge = waiting.element();
            Opening opening = charge.evidence.opening();
            boolean sound = opening.matches() && setup.signed().test(opening.receipt());
            boolean own = charge.evidence.accused().equals(setup.self());
            boolean able = !own && setup.own().compares(opening.receipt());
            if (!docket.open(charge.evidence)) {
                waiting.remove();
            } else if (!sound || !able) {
                waiting.remove();
                settle(charge, sound ? Consequence.LESS_TRUST : Consequence.NOTHING);
            } else if (!compute(charge)) {
                timers.startSingleTimer(Alarm.GO_ON, Alarm.GO_ON, BUSY);
                return;
            }
        }
    }

    private boolean compute(Charge charge) {
        Optional<CompletionStage<List<UnitVector>>> stage =
                setup.own().compute(List.of(charge.evidence.opening().text()));
        if (stage.isEmpty()) return false;
        judging = true;
        waiting.remove();
        getContext().pipeToSelf(stage.get(), (own, _) -> new Judged(charge, own));
        return true;
    }

    private void onJudged(Charge charge, @Nullable List<UnitVector> own) {
        judging = false;
        if (own == null) {
            if (waiting.size() < WAITING_MAX) waiting.add(charge);
            timers.startSingleTimer(Alarm.GO_ON, Alarm.GO_ON, BUSY);
            return;
        }
        var court = new Court(new Computed(setup, own.getFirst()));
        settle(charge, court.judge(charge.evidence));
        next();
    }

    private void settle(Charge charge, Consequence consequence) {
        docket.judged(charge.reporter, charge.evidence, consequence);
        switch (consequence) {
            case NOTHING -> {
                setup.convictions().show(docket.shown());
                herald.unfounded(charge.reporter, charge.evidence.accused());
                setup.docket().keep(docket.page().write());
            }
            case LESS_TRUST -> convict("proven by others");
            case QUARANTINE -> {
                convict("computed again here");
                publish();
            }
        }
    }

    private void convict(String how) {
        Set<AgentId> before = setup.convictions().all();
        setup.convictions().show(docket.shown());
        setup.convictions().set(docket.convicted());
        herald.convicted(before, setup.convictions().all(), how);
    }

    private void publish() {
        if (docket.proven().isEmpty()) return;
        Kind kind = Kind.EVIDENCE;
        ByteString page = Testimony.write(docket.proven(), kind.payloadBytesMax());
        setup.file().keepNow(page.toArray());
        setup.board().tell(new Board.Pin(kind, page, setup.settings().memory().proofLifetime()));
    }
}
