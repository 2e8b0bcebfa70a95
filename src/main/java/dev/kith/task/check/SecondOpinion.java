package dev.kith.task.check;

import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Has texts embedded by an agent that was not asked yet. To that agent it is a batch like any
 * other: who it is depends on a salt that nobody foresees, and an answer of the author, or of whom
 * it was asked before, is dropped and another salt tried.
 */
final class SecondOpinion extends AbstractMatchingBehavior<SecondOpinion.Command> {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Salts beside those that the work itself is tried with. */
    private static final int SALTS = 1000;

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
     * @param not whose opinion is known already
     * @param comparable whether an answer with this receipt says anything
     */
    record Wanted(
            Found found, List<String> texts, Set<AgentId> not, Predicate<Receipt> comparable) {}

    private final TimerScheduler<Command> timers;
    private final CheckMeans means;
    private final Wanted wanted;
    private final Consumer<Optional<Opinion>> told;
    private final ActorRef<Answer> inbox;
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
                    asking.ask();
                    return asking;
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
            case Alarm _ -> {
                if (tries < means.settings().auditors().triesMax()) {
                    ask();
                    yield this;
                }
                told.accept(Optional.empty());
                yield Behaviors.stopped();
            }
        };
    }

    private void ask() {
        tries++;
        var place = wanted.found().place();
        String task = wanted.found().task().value();
        int salt = 1 + means.random().nextInt(SALTS);
        String entityId = task + "/" + place.segment() + "/" + place.batch() + "/" + salt;
        var request = new VectorizeRequest(wanted.found().receipt().model(), false, wanted.texts());
        means.trades()
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
                        && !wanted.not().contains(sender)
                        && receipt.model().equals(wanted.found().receipt().model())
                        && wanted.comparable().test(receipt)
                        && means.signed().test(receipt)
                        && isOf(result);
        return fresh ? Optional.of(new Opinion(receipt, result.vectors())) : Optional.empty();
    }

    private boolean isOf(VectorizeResult result) {
        if (result.vectors().size() != wanted.texts().size()) return false;
        try {
            for (int i = 0; i < wanted.texts().size(); i++) {
                var opening = Opening.of(result.receipt(), wanted.texts(), result.vectors(), i);
                if (!opening.matches() || opening.unit().isEmpty()) return false;
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false; // no base64
        }
    }
}
