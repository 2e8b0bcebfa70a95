package dev.kith.task.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Lets a bounded weight of tasks in at a time, in the order they came; one on each agent.
 *
 * <pre>
 *   Enter ──room──► TAKEN ··· Leave, or the task's actor ends
 *     ├─room to wait──► in line ──► TAKEN
 *     └─neither──► FULL
 * </pre>
 */
public final class TaskDesk extends AbstractMatchingBehavior<TaskDesk.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /** Asks for a seat; {@code who} is told. */
    record Enter(int weight, ActorRef<Seat> who) implements Command {}

    /** Gives the seat, or the place in line, back; without one nothing happens. */
    record Leave(ActorRef<Seat> who) implements Command {}

    /** The answer to {@link Enter}. */
    enum Seat {
        TAKEN,
        FULL
    }

    private final int weightMax;
    private final int waitingMax;
    private final Map<ActorRef<Seat>, Integer> seated = new HashMap<>();
    private final Deque<Enter> waiting = new ArrayDeque<>();
    private int weight;

    private final IntConsumer running;

    private TaskDesk(
            ActorContext<Command> context, int weightMax, int waitingMax, IntConsumer running) {
        super(context);
        this.running = running;
        this.weightMax = weightMax;
        this.waitingMax = waitingMax;
    }

    /**
     * A desk.
     *
     * @param weightMax seats; a heavier task is let in alone
     * @param waitingMax places in line
     * @param running told how many tasks are in, whenever that changes
     */
    public static Behavior<Command> create(int weightMax, int waitingMax, IntConsumer running) {
        return Behaviors.setup(context -> new TaskDesk(context, weightMax, waitingMax, running));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Enter enter -> onEnter(enter);
            case Leave(var who) -> onLeave(who);
        }
        return this;
    }

    private void onEnter(Enter enter) {
        if (seated.containsKey(enter.who)) return;
        if (waiting.size() >= waitingMax) {
            enter.who.tell(Seat.FULL);
            return;
        }
        getContext().watchWith(enter.who, new Leave(enter.who));
        waiting.add(new Enter(Math.clamp(enter.weight, 1, weightMax), enter.who));
        seat();
    }

    private void onLeave(ActorRef<Seat> who) {
        getContext().unwatch(who);
        Integer given = seated.remove(who);
        if (given != null) weight -= given;
        else waiting.removeIf(enter -> enter.who.equals(who));
        seat();
    }

    private void seat() {
        while (!waiting.isEmpty() && weight + waiting.element().weight <= weightMax) {
            Enter next = waiting.remove();
            seated.put(next.who, next.weight);
            weight += next.weight;
            next.who.tell(Seat.TAKEN);
        }
        running.accept(seated.size());
    }
}
