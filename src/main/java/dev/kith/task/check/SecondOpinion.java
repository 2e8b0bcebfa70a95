package dev.kith.task.check;

import dev.kith.audit.choose.Candidate;
import dev.kith.audit.compare.Agreement;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Has texts embedded by an agent that {@link Auditors} chooses, under a salt that leads to it. An
 * answer of the author, or of whom it was asked before, is dropped and another agent tried.
 */
final class SecondOpinion extends AbstractMatchingBehavior<SecondOpinion.Command> {
    private static final Duration PAUSE = Duration.ofMillis(200);

    sealed interface Command {}

    private record Heard(Answer answer) implements Command {}

    private enum Alarm implements Command {
        LATE,
        AGAIN
    }

    /**
     * What another agent says, under its signature.
     *
     * @param vectors base64, in the order of the texts that it was asked for
     */
    record Opinion(Receipt receipt, List<String> vectors) {
        AgentId agent() {
            return receipt.agent();
        }
    }

    /**
     * What is wanted.
     *
     * @param texts those of it that are asked for
     * @param of whose opinion would say anything new
     */
    record Wanted(Found found, List<String> texts, Auditors.Wanted of) {}

    private final TimerScheduler<Command> timers;
    private final CheckMeans means;
    private final Auditors auditors;
    private final Wanted wanted;
    private final Consumer<Optional<Opinion>> told;
    private final ActorRef<Answer> inbox;
    private final Set<String> asked = new HashSet<>();
    private int tries;

    private SecondOpinion(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            CheckMeans means,
            Wanted wanted,
            Consumer<Optional<Opinion>> told) {
        super(context);
        this.timers = timers;
        this.means = means;
        this.auditors = new Auditors(means);
        this.wanted = wanted;
        this.told = told;
        this.inbox = context.messageAdapter(Answer.class, Heard::new);
    }

    /**
     * Asks at once; {@code told} is called once, on its thread, empty where nobody else answers.
     */
    static Behavior<Command> create(
            CheckMeans means, Wanted wanted, Consumer<Optional<Opinion>> told) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var asking = new SecondOpinion(context, timers, means, wanted, told);
                    return asking.ask();
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Heard(var answer) -> {
                Optional<Opinion> opinion = read(answer);
                if (opinion.isPresent()) {
                    told.accept(opinion);
                    yield Behaviors.stopped();
                }
                timers.cancel(Alarm.LATE);
                timers.startSingleTimer(Alarm.AGAIN, Alarm.AGAIN, PAUSE);
                yield this;
            }
            case Alarm _ -> ask();
        };
    }

    private Behavior<Command> ask() {
        boolean last = tries == means.settings().auditors().triesMax();
        Optional<Auditors.Chosen> chosen =
                last ? Optional.empty() : auditors.choose(wanted.of(), this::entity, asked);
        if (chosen.isEmpty()) {
            told.accept(Optional.empty());
            return Behaviors.stopped();
        }
        tries++;
        chosen.get().address().ifPresent(asked::add);
        ask(entity(chosen.get().salt()));
        return this;
    }

    private String entity(int salt) {
        return wanted.found().entity(salt);
    }

    private void ask(String entityId) {
        String task = wanted.found().task().value();
        var request = new VectorizeRequest(wanted.found().receipt().model(), false, wanted.texts());
        means.reach()
                .trades()
                .embed(
                        entityId,
                        entityId,
                        means.envelopes()
                                .seal(MessageType.VECTORIZE, task, "embedder/" + entityId, request),
                        inbox);
        timers.startSingleTimer(
                Alarm.LATE, Alarm.LATE, means.settings().auditors().answerTimeout());
    }

    private Optional<Opinion> read(Answer answer) {
        if (!(answer instanceof Answer.Done(_, var sealed))) return Optional.empty();
        Opened<VectorizeResult> opened =
                means.envelopes()
                        .open(
                                sealed,
                                MessageType.RESULT,
                                means.self().did(),
                                VectorizeResult.class);
        if (!(opened instanceof Opened.Accepted<VectorizeResult>(var sender, _, _, var result))) {
            return Optional.empty();
        }
        Receipt receipt = result.receipt();
        boolean fresh =
                receipt.agent().equals(sender)
                        && !sender.equals(means.self())
                        && !means.people().trust().quarantined(sender)
                        && receipt.model().equals(wanted.found().receipt().model())
                        && says(receipt)
                        && means.signed().test(receipt)
                        && Found.isOf(wanted.texts(), result);
        return fresh ? Optional.of(new Opinion(receipt, result.vectors())) : Optional.empty();
    }

    /** Whether an answer with this receipt says anything, and anything new. */
    private boolean says(Receipt receipt) {
        Candidate who = auditors.author(receipt);
        Candidate author = wanted.of().involved().getFirst();
        return wanted.of().fresh(who) && Agreement.comparable(who.numbers(), author.numbers());
    }
}
