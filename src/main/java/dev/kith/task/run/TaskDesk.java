package dev.kith.task.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded weight of tasks in at a time, in the order they came; one on each agent.
 *
 * <pre>
 *   Enter ──room──► TAKEN ··· Stall ··· Leave, or the task's actor ends
 *     ├─room to wait──► in line ──► TAKEN
 *     └─neither──► FULL
 * </pre>
 *
 * A task that is to be alone waits, once it is first in line, until all others have left; while it
 * is in, nobody is let in beside it. Each of the two lasts for a while at most: then it is let in
 * beside whoever is still there, and others are let in beside it. So whatever it or the others wait
 * for, it holds nobody up for long. And it serves its purpose: a text that makes agents end does so
 * soon after its task was let in, since what is done of it is not done again; and others are only
 * drawn in by one that first waited for longer than that.
 */
public final class TaskDesk extends AbstractMatchingBehavior<TaskDesk.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Asks for a seat; {@code who} is told.
     *
     * @param alone whether nobody should be in beside it
     */
    record Enter(int weight, boolean alone, ActorRef<Seat> who) implements Command {}

    /**
     * Whether it does nothing but wait, for as long as that may take: then others are let in in its
     * place, while it keeps what it has done. No more than there are seats wait like that.
     */
    record Stall(boolean stalled, ActorRef<Seat> who) implements Command {}

    /** Gives the seat, or the place in line, back; without one nothing happens. */
    record Leave(ActorRef<Seat> who) implements Command {}

    /** It has waited to be alone, or was alone, for long enough. */
    private record Enough(ActorRef<Seat> who) implements Command {}

    /** The answer to {@link Enter}. */
    enum Seat {
        TAKEN,
        FULL
    }

    /**
     * How much fits in.
     *
     * @param weightMax seats; a heavier task counts as so many
     * @param waitingMax places in line
     * @param aloneMax longest wait until all others have left, and longest time without others
     */
    public record Room(int weightMax, int waitingMax, Duration aloneMax) {}

    private final TimerScheduler<Command> timers;
    private final Room room;
    private final IntConsumer running;
    private final Map<ActorRef<Seat>, Integer> seated = new HashMap<>();
    private final Deque<Enter> waiting = new ArrayDeque<>();
    private final Set<ActorRef<Seat>> stalled = new HashSet<>();

    /** Of those in that are not stalled. */
    private int weight;

    private int stalledWeight;

    /** Nobody is let in beside it. */
    private @Nullable ActorRef<Seat> alone;

    /** First in line, and let in beside others now. */
    private @Nullable ActorRef<Seat> weary;

    private TaskDesk(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Room room,
            IntConsumer running) {
        super(context);
        this.timers = timers;
        this.room = room;
        this.running = running;
    }

    /**
     * A desk.
     *
     * @param running told how many tasks are in, whenever that changes
     */
    public static Behavior<Command> create(Room room, IntConsumer running) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new TaskDesk(context, timers, room, running)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Enter enter -> onEnter(enter);
            case Stall(boolean stalls, var who) -> onStall(stalls, who);
            case Leave(var who) -> onLeave(who);
            case Enough(var who) -> onEnough(who);
        }
        return this;
    }

    private void onEnter(Enter enter) {
        if (seated.containsKey(enter.who)) return;
        if (waiting.size() >= room.waitingMax) {
            enter.who.tell(Seat.FULL);
            return;
        }
        getContext().watchWith(enter.who, new Leave(enter.who));
        int seats = Math.clamp(enter.weight, 1, room.weightMax);
        waiting.add(new Enter(seats, enter.alone, enter.who));
        seat();
    }

    private void onStall(boolean stalls, ActorRef<Seat> who) {
        Integer given = seated.get(who);
        if (given == null) return;
        if (!stalls) {
            goOn(who, given);
        } else if (stalledWeight + given <= room.weightMax && stalled.add(who)) {
            stalledWeight += given;
            weight -= given;
            seat();
        }
    }

    /** Nobody is sent out for it; for a while there may be more in than there is room for. */
    private void goOn(ActorRef<Seat> who, int given) {
        if (!stalled.remove(who)) return;
        stalledWeight -= given;
        weight += given;
    }

    private void onLeave(ActorRef<Seat> who) {
        getContext().unwatch(who);
        timers.cancel(who);
        if (who.equals(alone)) alone = null;
        if (who.equals(weary)) weary = null;
        Integer given = seated.remove(who);
        if (given != null) {
            goOn(who, given);
            weight -= given;
        } else {
            waiting.removeIf(enter -> enter.who.equals(who));
        }
        seat();
    }

    private void onEnough(ActorRef<Seat> who) {
        if (who.equals(alone)) alone = null;
        else weary = who;
        seat();
    }

    private void seat() {
        Enter next = waiting.peek();
        while (next != null && isRoomFor(next)) {
            waiting.remove();
            seated.put(next.who, next.weight);
            weight += next.weight;
            if (next.alone) {
                alone = next.who;
                startTimer(next.who);
            }
            next.who.tell(Seat.TAKEN);
            next = waiting.peek();
        }
        boolean waits = next != null && next.alone && alone == null && !next.who.equals(weary);
        if (waits && !timers.isTimerActive(next.who)) startTimer(next.who);
        running.accept(seated.size());
    }

    private boolean isRoomFor(Enter next) {
        if (alone != null || weight + next.weight > room.weightMax) return false;
        return !next.alone || seated.isEmpty() || next.who.equals(weary);
    }

    private void startTimer(ActorRef<Seat> who) {
        timers.startSingleTimer(who, new Enough(who), room.aloneMax);
    }
}
