package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.TaskId;
import dev.kith.task.state.Ingest;
import dev.kith.task.story.Diary;
import dev.kith.task.story.Story;
import dev.kith.task.work.TaskRun;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.Sealed;
import dev.kith.wire.Wire;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Drives one document version from pending to its end; a Cluster Sharding entity whose id is the
 * task's.
 *
 * <pre>
 *   Start, Wake, Watch, Look, Cancel, Lost ──nothing known──► read the record
 *   pending ──► TaskDesk ──TAKEN──► TaskRun ──► Settle(committed | failed | canceled)
 *                  │  ▲               └─an agent ended over it──► strike written ─┐
 *                  │  └───────────────────────────────────────────────────────────┘
 *                  └──FULL──► let go; the store wakes it again
 *   ended ──► answers what it knows, then lets go
 * </pre>
 *
 * It keeps nothing that is not in the store too: when its agent dies, whoever is told of the task
 * next, elsewhere, goes on. Running a version again changes nothing that is there.
 */
public final class Task extends EntityBehavior<Task.Command> {

    /** What tasks are called in Cluster Sharding. */
    public static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, "task");

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /** Begins a version that was just accepted: an {@code ingest} envelope with {@link Ingest}. */
    public record Start(Sealed ingest) implements Command, Wire {}

    /**
     * A copy of the store has this version and it is pending; or it is the tombstone that ends the
     * task, which is read before it is believed.
     */
    public record Wake(DocumentRecord record) implements Command, Wire {}

    /** Tells the present and every change, until the end; asking again is safe. */
    public record Watch(ActorRef<Seen> replyTo) implements Command, Wire {}

    /** Tells the present. */
    public record Look(ActorRef<Seen> replyTo) implements Command, Wire {}

    /** Ends a task that has not ended yet; tells what became of it. */
    public record Cancel(ActorRef<Seen> replyTo) implements Command, Wire {}

    /** Tells what it remembers of its tries; the store is not read for that. */
    public record Explain(ActorRef<Story> replyTo) implements Command, Wire {}

    /**
     * An agent ended suddenly while it had this task in hand.
     *
     * @param agent its did
     */
    public record Lost(String agent) implements Command, Wire {}

    private record Kept(TaskKeeper.Report report) implements Command {}

    private record Seated(TaskDesk.Seat seat) implements Command {}

    private record Reported(TaskRun.Report report) implements Command {}

    private enum Alarm implements Command {
        DEADLINE,
        IDLE
    }

    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ActorRef<TaskKeeper.Command> keeper;
    private final Tools tools;
    private final Bench bench;
    private final Diary diary;
    private final Course course;

    private Task(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            TaskId id,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Tools tools) {
        super(context);
        this.shard = shard;
        this.tools = tools;
        var seat = context.messageAdapter(TaskDesk.Seat.class, Seated::new);
        this.bench = new Bench(context, id, tools, seat);
        this.diary = new Diary(tools.clock().millis(), tools.settings().triesKeptMax());
        var deadline = new Deadline<Command>(timers, Alarm.DEADLINE, tools);
        this.course = new Course(new Here(), tools, bench, deadline, diary);
        var self = context.getSelf();
        this.keeper =
                context.spawn(
                        TaskKeeper.create(id, tools, report -> self.tell(new Kept(report))),
                        "keeper");
        restSoon();
    }

    /** The task with this id; asks {@code shard} to let it go when it is idle. */
    public static Behavior<Command> create(
            TaskId id, ActorRef<ClusterSharding.ShardCommand> shard, Tools tools) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Task(context, timers, id, shard, tools)));
    }

    /** What a sender writes as the audience of its envelope. */
    public static String audience(TaskId id) {
        return TYPE.name() + "/" + id.value();
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Start(var ingest) -> course.start(ingest);
            case Wake(var record) -> course.wake(record);
            case Watch(var who) -> course.watch(who);
            case Look(var who) -> course.look(who);
            case Cancel(var who) -> course.cancel(who);
            case Explain(var who) -> who.tell(diary.tell());
            case Lost(var agent) -> course.lost(agent);
            case Kept(var report) -> course.kept(report);
            case Seated(var answer) -> course.seated(answer);
            case Reported(var report) -> course.reported(report);
            case Alarm.DEADLINE -> course.overdue();
            case Alarm.IDLE -> letGo();
        }
        return this;
    }

    /** Moved, or let go: it is not in this agent's hand any more. */
    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) bench.drop();
        return super.onSignal(signal);
    }

    private void restSoon() {
        getContext().setReceiveTimeout(tools.settings().idleAfter(), Alarm.IDLE);
    }

    private void letGo() {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    /** What its course asks of it. */
    private final class Here implements Home {
        @Override
        public void keep(TaskKeeper.Command command) {
            keeper.tell(command);
        }

        @Override
        public void stay() {
            getContext().cancelReceiveTimeout();
        }

        @Override
        public void restSoon() {
            Task.this.restSoon();
        }

        @Override
        public void letGo() {
            Task.this.letGo();
        }

        @Override
        public Consumer<TaskRun.Report> ear() {
            var self = getContext().getSelf();
            return report -> self.tell(new Reported(report));
        }
    }
}
