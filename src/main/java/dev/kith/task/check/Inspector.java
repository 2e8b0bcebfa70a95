package dev.kith.task.check;

import dev.kith.audit.Audit;
import dev.kith.audit.AuditPage;
import dev.kith.audit.choose.Demands;
import dev.kith.audit.choose.Verify;
import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the others compute for this agent's tasks.
 *
 * <pre>
 *   Check ──► author proven dishonest? vectors of another length? ──yes──► refused
 *               │no
 *               ▼
 *             draw ──none──► taken
 *               │
 *               ▼
 *             this agent has the model, and room ──► computes it ──alike──► taken
 *               │no: a few at most                       └─different──► refused, and proven
 *               ▼
 *             SecondOpinion ──alike──► taken       ──nobody else answers──► taken, unchecked
 *               └─different──► another, up to a majority of three or more ──► taken or refused
 * </pre>
 *
 * Every check is answered once; what is under way when this actor ends is asked again by the task.
 * How the others stood their checks is kept in a file.
 */
public final class Inspector extends AbstractMatchingBehavior<Inspector.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Check(Found found, Consumer<Optional<Failure>> told) implements Command {}

    private record Computed(
            OwnLook.Share share, @Nullable List<UnitVector> own, @Nullable Throwable error)
            implements Command {}

    private enum Alarm implements Command {
        KEEP
    }

    private record Late(AgentId author, String model) implements Command {}

    private record Probed(Canaries.Given given, CanaryRun.End end) implements Command {}

    private record Advised(Case open, Optional<SecondOpinion.Opinion> opinion) implements Command {}

    /** The door to one of these. */
    private record Door(ActorRef<Command> inspector, CheckMeans means) implements Checks {
        @Override
        public boolean refuses(AgentId author) {
            return means.people().trust().quarantined(author);
        }

        @Override
        public void check(Found found, Consumer<Optional<Failure>> told) {
            inspector.tell(new Check(found, told));
        }

        @Override
        public void late(AgentId author, String model) {
            if (!author.equals(means.self())) inspector.tell(new Late(author, model));
        }
    }

    private final CheckMeans means;
    private final Demands demands;
    private final Audit audit;
    private final FirstLook look;
    private final OwnLook ownLook;
    private final Consequences consequences;
    private final Auditors auditors;
    private final Canaries canaries;
    private final Ballot ballot;

    private Inspector(ActorContext<Command> context, CheckMeans means) {
        super(context);
        this.means = means;
        this.demands = means.settings().demands();
        this.audit = new Audit(means.settings(), means.random());
        means.kept().read(AuditPage::read).ifPresent(audit::recall);
        this.look = new FirstLook(means, audit);
        this.ownLook = new OwnLook(means);
        this.consequences = new Consequences(means, audit);
        this.auditors = new Auditors(means);
        this.canaries = new Canaries(means, audit, auditors);
        this.ballot = new Ballot(means.settings());
    }

    /** An inspector; one for each agent. */
    public static Behavior<Command> create(CheckMeans means) {
        var interval = means.settings().memory().keepInterval();
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(Alarm.KEEP, interval);
                    return new Inspector(context, means);
                }));
    }

    /** What tasks ask it by. */
    public static Checks door(ActorRef<Command> inspector, CheckMeans means) {
        return new Door(inspector, means);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Check(var found, var told) -> onCheck(found, told);
            case Computed(var share, var own, var error) -> onComputed(share, own, error);
            case Advised(var open, var opinion) -> onAdvised(open, opinion);
            case Probed(var given, var end) -> onProbed(given, end);
            case Late(var author, var model) -> audit.late(author, model, means.clock().millis());
            case Alarm _ -> means.kept().keep(audit.page().write());
        }
        return this;
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) means.kept().keepNow(audit.page().write());
        return this;
    }

    private void onCheck(Found found, Consumer<Optional<Failure>> told) {
        Optional<Failure> objection = look.objection(found);
        if (objection.isPresent()) {
            told.accept(objection);
            return;
        }
        Verify verify = demands.of(found.place().key().collection());
        probe(found, verify);
        var open = new Case(found, verify, look.draw(found, verify), told, List.of(), List.of());
        if (open.drawn().isEmpty()) told.accept(Optional.empty());
        else begin(open);
    }

    private void begin(Case open) {
        ownLook.of(open)
                .ifPresentOrElse(
                        share ->
                                getContext()
                                        .pipeToSelf(
                                                share.vectors(),
                                                (own, error) -> new Computed(share, own, error)),
                        () -> ask(open));
    }

    private void onComputed(
            OwnLook.Share share, @Nullable List<UnitVector> own, @Nullable Throwable error) {
        Case part = share.part();
        if (own == null) {
            getContext().getLog().debug("a check is left to others, computing failed", error);
            ask(share.whole());
            return;
        }
        OptionalInt wrong = ownLook.wrong(part, own);
        if (wrong.isPresent()) {
            consequences.proven(part, wrong.getAsInt());
        } else if (part.quorum()) {
            rule(part.computed(own), true, false);
        } else {
            canaries.computed(part.computed(own));
            consequences.stood(part);
            if (share.rest().drawn().isEmpty()) part.told().accept(Optional.empty());
            else ask(share.rest());
        }
    }

    private void ask(Case open) {
        var self = getContext().getSelf();
        var wanted = new SecondOpinion.Wanted(open.found(), open.texts(), wanted(open));
        getContext()
                .spawnAnonymous(
                        SecondOpinion.create(
                                means, wanted, opinion -> self.tell(new Advised(open, opinion))));
    }

    private Auditors.Wanted wanted(Case open) {
        return open.wanted(means.self(), auditors);
    }

    private void onAdvised(Case open, Optional<SecondOpinion.Opinion> opinion) {
        if (opinion.isPresent()) {
            Case heard = open.heard(opinion.get());
            rule(heard, auditors.independentLeft(wanted(heard)), false);
        } else if (open.quorum()) {
            Consequences.undecided(open, "agents of fewer owners than it takes can be asked");
        } else if (open.opinions().isEmpty()) {
            getContext()
                    .getLog()
                    .debug("{} stays unchecked: nobody else can", open.found().place());
            open.told().accept(Optional.empty());
        } else {
            rule(open, false, true);
        }
    }

    /**
     * What follows from what was said.
     *
     * @param another whether an agent of another owner can still be asked
     * @param last whether nobody at all can
     */
    private void rule(Case open, boolean another, boolean last) {
        switch (ballot.count(open.verify(), open.claims(means.self(), auditors), another)) {
            case Ballot.AskAnother _ when last ->
                    Consequences.undecided(open, "fewer agents than it takes can be asked");
            case Ballot.AskAnother _ -> ask(open);
            case Ballot.Undecided _ ->
                    Consequences.undecided(open, "agents sent vectors that differ");
            case Ballot.Settled(var wrong) -> {
                consequences.settled(open, wrong);
                canaries.settled(open, wrong.keySet());
            }
        }
    }

    /** Now and then an author is given something else as well, to which the answer is known. */
    private void probe(Found found, Verify verify) {
        if (look.ours(found) || verify instanceof Verify.None) return;
        canaries.due(look.author(found), found.texts().size()).ifPresent(this::give);
    }

    /** One that breaks counts as not answered; who has told already is not heard again. */
    private void give(Canaries.Given given) {
        var self = getContext().getSelf();
        var run = CanaryRun.create(means, given, end -> self.tell(new Probed(given, end)));
        var broken = new Probed(given, new CanaryRun.Unanswered());
        getContext().watchWith(getContext().spawnAnonymous(run), broken);
    }

    private void onProbed(Canaries.Given given, CanaryRun.End end) {
        canaries.ended(given, end).ifPresent(answer -> consequences.probed(given, answer));
    }
}
