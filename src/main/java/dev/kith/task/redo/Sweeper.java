package dev.kith.task.redo;

import dev.kith.model.Outcome;
import dev.kith.task.work.Stages;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what convicted agents computed and has it computed again: this agent in its share of the
 * partitions, the others in theirs.
 *
 * <pre>
 *   one more convicted, agents come or go ──► look soon
 *   looked: something found, or not all readable ──► look soon again
 *           nothing found ──► look again after twice the time, for what was under way meanwhile
 * </pre>
 */
public final class Sweeper extends AbstractMatchingBehavior<Sweeper.Command> {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private enum Alarm implements Command {
        LOOK,
        SOON
    }

    private record Looked(Outcome<Integer> found) implements Command {}

    private final TimerScheduler<Command> timers;
    private final RedoMeans means;
    private Duration pause;
    private boolean looking;
    private boolean again;
    private int toDo;

    private Sweeper(
            ActorContext<Command> context, TimerScheduler<Command> timers, RedoMeans means) {
        super(context);
        this.timers = timers;
        this.means = means;
        this.pause = means.settings().sweepFirst();
        var self = context.getSelf();
        means.convictions().onChange(() -> self.tell(Alarm.SOON));
        means.directory().onChange(_ -> self.tell(Alarm.SOON));
    }

    /** A sweeper; one for each agent. */
    public static Behavior<Command> create(RedoMeans means) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    context.getSelf().tell(Alarm.SOON);
                    return new Sweeper(context, timers, means);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Alarm alarm -> {
                switch (alarm) {
                    case LOOK -> look();
                    case SOON -> soon();
                }
            }
            case Looked(var found) -> onLooked(found);
        }
        return this;
    }

    private void soon() {
        again = looking;
        pause = means.settings().sweepFirst();
        if (!looking) timers.startSingleTimer(Alarm.LOOK, Alarm.LOOK, pause);
    }

    private void look() {
        if (looking || means.convictions().all().isEmpty()) return;
        looking = true;
        getContext()
                .pipeToSelf(
                        new Sweep(means, Share.of(means)).begin(),
                        (found, error) -> new Looked(Stages.outcome(found, error)));
    }

    private void onLooked(Outcome<Integer> outcome) {
        looking = false;
        boolean rest = false;
        switch (outcome) {
            case Outcome.Good<Integer>(var found) when found > 0 -> {
                if (found != toDo) {
                    LOG.info(
                            "{} documents have vectors of agents that are proven wrong;"
                                    + " they are computed again",
                            found);
                }
                toDo = found;
            }
            case Outcome.Good<Integer> _ -> {
                toDo = 0;
                rest = !again;
            }
            case Outcome.Bad<Integer>(var failure) ->
                    LOG.info("not all was looked through for wrong vectors: {}", failure);
        }
        again = false;
        Duration most = means.settings().sweepMax();
        Duration twice = pause.multipliedBy(2);
        pause = rest ? (twice.compareTo(most) < 0 ? twice : most) : means.settings().sweepFirst();
        timers.startSingleTimer(Alarm.LOOK, Alarm.LOOK, pause);
    }
}
