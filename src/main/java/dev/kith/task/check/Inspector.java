package dev.kith.task.check;

import dev.kith.audit.Audit;
import dev.kith.audit.Author;
import dev.kith.audit.choose.Acceptance;
import dev.kith.audit.choose.Ruling;
import dev.kith.audit.choose.TieBreak;
import dev.kith.audit.choose.Verify;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.evidence.Opening;
import dev.kith.audit.sample.Care;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.vector.UnitVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the others compute for this agent's tasks.
 *
 * <pre>
 *   Check ──► author proven wrong? vectors of another length? ──yes──► refused
 *               │no
 *               ▼
 *             draw ──none──► taken
 *               │
 *               ▼
 *             this agent has the model, and room ──► computes it ──alike──► taken
 *               │no                                      └─different──► refused, and proven
 *               ▼
 *             SecondOpinion ──alike──► taken       ──nobody else answers──► taken, unchecked
 *               └─different──► another, up to a majority of three or more ──► taken or refused
 * </pre>
 *
 * Every check is answered once; what is under way when this actor ends is asked again by the task.
 */
public final class Inspector extends AbstractMatchingBehavior<Inspector.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Check(Found found, Consumer<Optional<Failure>> told) implements Command {}

    private record Computed(Case open, @Nullable List<UnitVector> own, @Nullable Throwable error)
            implements Command {}

    private record Advised(Case open, Optional<SecondOpinion.Opinion> opinion) implements Command {}

    /** The door to one of these. */
    private record Door(ActorRef<Command> inspector, CheckMeans means) implements Checks {
        @Override
        public boolean refuses(AgentId author) {
            return means.people().convictions().contains(author);
        }

        @Override
        public void check(Found found, Consumer<Optional<Failure>> told) {
            inspector.tell(new Check(found, told));
        }
    }

    private final CheckMeans means;
    private final Verify verify;
    private final Audit audit;
    private final TieBreak tieBreak;
    private final Acceptance acceptance;

    private Inspector(ActorContext<Command> context, CheckMeans means) {
        super(context);
        var settings = means.settings();
        var agreement = new Agreement(settings.tolerances());
        this.means = means;
        this.verify = Verify.parse(settings.verify());
        this.audit = new Audit(settings, means.random());
        this.tieBreak = new TieBreak(settings.auditors(), agreement);
        this.acceptance = new Acceptance(settings.auditors(), agreement);
    }

    /** An inspector; one for each agent. */
    public static Behavior<Command> create(CheckMeans means) {
        return Behaviors.setup(context -> new Inspector(context, means));
    }

    /** What tasks ask it by. */
    public static Checks door(ActorRef<Command> inspector, CheckMeans means) {
        return new Door(inspector, means);
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Check(var found, var told) -> onCheck(found, told);
            case Computed(var open, var own, var error) -> onComputed(open, own, error);
            case Advised(var open, var opinion) -> onAdvised(open, opinion);
        }
        return this;
    }

    private void onCheck(Found found, Consumer<Optional<Failure>> told) {
        Optional<Failure> objection = objection(found);
        if (objection.isPresent()) {
            told.accept(objection);
            return;
        }
        audit.took(found.work(now()));
        var open = new Case(found, draw(found), told, List.of(), List.of());
        if (open.drawn().isEmpty()) told.accept(Optional.empty());
        else begin(open);
    }

    /** What can be seen without computing anything. */
    private Optional<Failure> objection(Found found) {
        if (means.people().convictions().contains(found.author())) {
            return wrong("%s is proven to compute wrong vectors", found.author());
        }
        Optional<Integer> dimension = means.own().dimension(found.receipt());
        boolean fits =
                found.result().vectors().stream()
                        .map(UnitVector::fromBase64)
                        .allMatch(v -> dimension.map(d -> d == v.components().length).orElse(true));
        return fits ? Optional.empty() : wrong("%s sent too short or long vectors", found.author());
    }

    private List<Integer> draw(Found found) {
        boolean ours = found.author().equals(means.self());
        return switch (verify) {
            case Verify.None _ -> List.of();
            case Verify.Quorum _ -> IntStream.range(0, found.texts().size()).boxed().toList();
            case Verify.Adaptive _ when ours -> List.of();
            case Verify.Adaptive _ ->
                    audit.draw(author(found), found.commitment(), Care.ORDINARY, now()).all();
        };
    }

    private Author author(Found found) {
        double trust = means.people().integrity().applyAsDouble(found.author());
        return new Author(found.author(), found.receipt().model(), trust, false);
    }

    private void begin(Case open) {
        var found = open.found();
        boolean able =
                !found.author().equals(means.self())
                        && !means.people().convictions().contains(means.self())
                        && means.own().compares(found.receipt());
        Optional<CompletionStage<List<UnitVector>>> stage =
                able ? means.own().compute(open.texts()) : Optional.empty();
        if (stage.isEmpty()) {
            ask(open);
            return;
        }
        getContext().pipeToSelf(stage.get(), (own, error) -> new Computed(open, own, error));
    }

    private void onComputed(Case open, @Nullable List<UnitVector> own, @Nullable Throwable error) {
        if (own == null) {
            getContext().getLog().debug("a check is left to others, computing failed", error);
            ask(open);
            return;
        }
        for (int i = 0; i < own.size(); i++) {
            var found = open.found();
            if (!means.own().compare(found.receipt(), open.vector(i), own.get(i)).agree()) {
                proven(open, open.drawn().get(i));
                return;
            }
        }
        if (verify.agents() > 2) ask(open.computed(own));
        else pass(open);
    }

    private void proven(Case open, int index) {
        Found found = open.found();
        audit.failed(found.author(), found.receipt().model(), now());
        rate(found.author(), Verdict.FAIL, EvidenceKind.AUDIT, open);
        means.people().accuse().of(found.open(index), true);
        open.told().accept(wrong("%s computed a wrong vector", found.author()));
    }

    private void ask(Case open) {
        var self = getContext().getSelf();
        var receipt = open.found().receipt();
        var numbers = means.own().numbers(receipt);
        var wanted =
                new SecondOpinion.Wanted(
                        open.found(),
                        open.texts(),
                        open.involved(means.self()),
                        other ->
                                !means.people().convictions().contains(other.agent())
                                        && means.own().numbers(other).equals(numbers));
        getContext()
                .spawnAnonymous(
                        SecondOpinion.create(
                                means, wanted, opinion -> self.tell(new Advised(open, opinion))));
    }

    private void onAdvised(Case open, Optional<SecondOpinion.Opinion> opinion) {
        if (opinion.isPresent()) {
            rule(open.heard(opinion.get()));
        } else if (verify instanceof Verify.Quorum || !open.opinions().isEmpty()) {
            open.told().accept(undecided("fewer agents than it takes can be asked"));
        } else {
            getContext()
                    .getLog()
                    .debug("{} stays unchecked: nobody else can", open.found().place());
            open.told().accept(Optional.empty());
        }
    }

    private void rule(Case open) {
        Map<AgentId, Integer> wrong = new LinkedHashMap<>();
        for (int i = 0; i < open.drawn().size(); i++) {
            var claims = open.claims(i, means.self(), means.own());
            Ruling ruling =
                    verify instanceof Verify.Quorum
                            ? acceptance.judge(verify, claims)
                            : tieBreak.rule(claims);
            switch (ruling) {
                case Ruling.AskAnother _ -> {
                    ask(open);
                    return;
                }
                case Ruling.Open _ -> {
                    open.told().accept(undecided("agents sent vectors that differ"));
                    return;
                }
                case Ruling.Known(_, var elsewhere, _) -> {
                    for (AgentId agent : elsewhere) wrong.putIfAbsent(agent, i);
                }
            }
        }
        wrong.forEach((agent, at) -> outvoted(open, agent, at));
        if (wrong.containsKey(open.found().author())) {
            open.told().accept(wrong("others say that %s is wrong", open.found().author()));
        } else {
            pass(open);
        }
    }

    /** Nobody is punished on hearsay: whoever can compute it will. */
    private void outvoted(Case open, AgentId agent, int at) {
        rate(agent, Verdict.FAIL, EvidenceKind.QUORUM, open);
        if (agent.equals(open.found().author())) {
            audit.failed(agent, open.found().receipt().model(), now());
            means.people().accuse().of(open.found().open(open.drawn().get(at)), false);
        }
        open.opinions().stream()
                .filter(opinion -> opinion.agent().equals(agent))
                .map(o -> Opening.of(o.receipt(), open.texts(), o.vectors(), at))
                .forEach(opening -> means.people().accuse().of(opening, false));
    }

    private void pass(Case open) {
        audit.passed(open.found().work(now()), open.drawn());
        rate(open.found().author(), Verdict.PASS, EvidenceKind.AUDIT, open);
        open.told().accept(Optional.empty());
    }

    private void rate(AgentId agent, Verdict verdict, EvidenceKind kind, Case open) {
        if (agent.equals(means.self())) return;
        int chunks = open.drawn().size();
        means.people()
                .rate()
                .accept(new Rating(agent, Capability.EMBED, verdict, kind, chunks, now()));
    }

    private static Optional<Failure> wrong(String what, AgentId agent) {
        String detail = what.formatted(agent.shortForm()) + "; another agent is asked";
        return Optional.of(new Failure(Failure.Code.CORRUPT_DATA, detail));
    }

    private static Optional<Failure> undecided(String why) {
        String detail = why + ", so that nothing is stored; it is tried again";
        return Optional.of(new Failure(Failure.Code.NO_CAPABLE_AGENT, detail));
    }

    private long now() {
        return means.clock().millis();
    }
}
