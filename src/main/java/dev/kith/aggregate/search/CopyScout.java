package dev.kith.aggregate.search;

import dev.kith.model.CopyId;
import dev.kith.wire.PartitionSearch;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Asks every copy an empty question again and again; one on each agent.
 *
 * <p>That keeps two things known: on which agent each copy stands, so that none is asked which is
 * away; and the way there, which Cluster Sharding forgets when a copy moves and could not find
 * again while the agent that coordinates it is being replaced.
 */
public final class CopyScout extends AbstractMatchingBehavior<CopyScout.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private enum Tick implements Command {
        TICK
    }

    private record Heard(CopyId copy, String agent) implements Command {}

    private final PartitionDoor door;
    private final Whereabouts whereabouts;

    private CopyScout(ActorContext<Command> context, PartitionDoor door, Whereabouts whereabouts) {
        super(context);
        this.door = door;
        this.whereabouts = whereabouts;
    }

    /** A scout that fills {@code whereabouts}; asks at once, and then every {@code interval}. */
    public static Behavior<Command> create(
            PartitionDoor door, Whereabouts whereabouts, Duration interval) {
        return Behaviors.setup(context ->
                Behaviors.withTimers((TimerScheduler<Command> timers) -> {
                    timers.startTimerWithFixedDelay(Tick.TICK, Duration.ZERO, interval);
                    return new CopyScout(context, door, whereabouts);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Tick _ -> askAll();
            case Heard(var copy, var agent) -> whereabouts.seen(copy, agent);
        }
        return this;
    }

    /** Replaces the ears of the last time; who has not answered by now is away or overloaded. */
    private void askAll() {
        getContext().getChildren().forEach(getContext()::stop);
        for (int partition = 0; partition < door.partitions(); partition++) {
            for (int number = 0; number < door.copies(); number++) {
                var copy = new CopyId(partition, number);
                door.tell(copy, new PartitionSearch.AskPassages("default", List.of(), ear(copy)));
            }
        }
    }

    private ActorRef<PartitionSearch.Reply> ear(CopyId copy) {
        var self = getContext().getSelf();
        return getContext()
                .spawnAnonymous(
                        Behaviors.receiveMessage(reply -> {
                            self.tell(new Heard(copy, reply.agent()));
                            return Behaviors.stopped();
                        }));
    }
}
