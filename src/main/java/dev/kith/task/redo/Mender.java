package dev.kith.task.redo;

import dev.kith.model.Outcome;
import dev.kith.task.work.Stages;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has documents embedded again whose vectors are gone from every copy: this agent in its share of
 * the partitions, the others in theirs.
 *
 * <pre>
 *   Resting ──every mend-interval──► Looking ──all looked through, or something failed──► Resting
 * </pre>
 */
public final class Mender extends AbstractMatchingBehavior<Mender.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(Mender.class);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Look() implements Command {}

    private record Looked(Outcome<Integer> begun) implements Command {}

    private final RedoMeans means;
    private boolean looking;

    private Mender(ActorContext<Command> context, RedoMeans means) {
        super(context);
        this.means = means;
    }

    /** A mender; one for each agent. */
    public static Behavior<Command> create(RedoMeans means) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Look(), means.mendInterval());
                    return new Mender(context, means);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Look _ -> look();
            case Looked(var begun) -> onLooked(begun);
        }
        return this;
    }

    private void look() {
        if (looking) return;
        looking = true;
        getContext()
                .pipeToSelf(
                        new Mending(means, Share.of(means)).begin(),
                        (begun, error) -> new Looked(Stages.outcome(begun, error)));
    }

    private void onLooked(Outcome<Integer> outcome) {
        looking = false;
        switch (outcome) {
            case Outcome.Good<Integer>(var begun) when begun > 0 ->
                    LOG.warn(
                            "parts of {} documents are gone from every copy; their text is whole,"
                                    + " and they are embedded again",
                            begun);
            case Outcome.Good<Integer> _ -> {}
            case Outcome.Bad<Integer>(var failure) ->
                    LOG.info("not all was looked through for what no copy has: {}", failure);
        }
    }
}
