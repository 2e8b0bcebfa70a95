package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.store.StoreWrite;
import dev.kith.task.state.Ingest;
import dev.kith.task.state.Known;
import dev.kith.task.state.TaskState;
import dev.kith.task.story.Diary;
import dev.kith.task.story.Story;
import dev.kith.task.work.TaskRun;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.Sealed;
import dev.kith.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

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

    private static final String IN_LINE = "its turn; many tasks are before it";

    private final Deadline<Command> deadline;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ActorRef<TaskKeeper.Command> keeper;
    private final Tools tools;
    private final Watchers watchers;
    private final Bench bench;
    private final Losses losses;
    private final Diary diary;
    private @Nullable Known known;
    private @Nullable DocumentRecord woken;
    private boolean cancelAsked;
    private boolean newerComes;

    private Task(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            TaskId id,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Tools tools) {
        super(context);
        this.deadline = new Deadline<>(timers, Alarm.DEADLINE, tools);
        this.shard = shard;
        var seat = context.messageAdapter(TaskDesk.Seat.class, Seated::new);
        this.bench = new Bench(context, id, tools, seat);
        this.tools = tools;
        this.losses = new Losses(tools);
        this.diary = new Diary(tools.clock().millis(), tools.settings().triesKeptMax());
        this.watchers = new Watchers(tools.settings().watchersMax());
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
            case Start(var ingest) -> onStart(ingest);
            case Wake(var record) -> onWake(record);
            case Watch(var who) -> {
                watchers.watch(who);
                showOrLoad(who);
            }
            case Look(var who) -> {
                if (known == null) watchers.ask(who);
                showOrLoad(who);
            }
            case Cancel(var who) -> onCancel(who);
            case Explain(var who) -> who.tell(diary.tell());
            case Lost(var agent) -> onLost(agent);
            case Kept(var report) -> onKept(report);
            case Seated(var answer) -> onSeated(answer);
            case Reported(var report) -> onReported(report);
            case Alarm alarm -> onAlarm(alarm);
        }
        return this;
    }

    /** Moved, or let go: it is not in this agent's hand any more. */
    @Override
    public Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof PostStop) bench.drop();
        return super.onSignal(signal);
    }

    private void onStart(Sealed ingest) {
        bench.order(ingest).ifPresentOrElse(this::begin, this::load);
    }

    private void onWake(DocumentRecord record) {
        if (known == null) {
            woken = record;
            load();
            return;
        }
        int order = record.version().compareTo(known.record().version());
        if (order > 0) {
            newerComes = true;
            if (known.ended() || record.state() == DocumentState.DELETED) load();
        } else if (order < 0 && record.state() == DocumentState.PENDING) {
            // an older version of the same content: nothing of it is needed any more
            tools.copies().write(new StoreWrite.Settle(Known.superseded(record)), 0);
        }
    }

    private void showOrLoad(ActorRef<Seen> who) {
        if (known == null) {
            load();
        } else {
            who.tell(Seen.of(known));
            if (known.ended()) watchers.gone(who);
        }
    }

    private void onCancel(ActorRef<Seen> who) {
        if (known != null && known.ended()) {
            who.tell(Seen.of(known));
            return;
        }
        watchers.watch(who);
        cancelAsked = true;
        if (known == null) load();
        else move(new TaskState.CancelAsked());
    }

    private void onLost(String agent) {
        losses.add(agent);
        if (known == null) load();
        else strike();
    }

    private void load() {
        keeper.tell(TaskKeeper.Load.NOW);
    }

    private void onKept(TaskKeeper.Report report) {
        switch (report) {
            case TaskKeeper.Found(var record) -> {
                newerComes = false;
                begin(new Ingest(record, List.of()));
                DocumentRecord before = woken;
                woken = null;
                if (before != null) onWake(before);
            }
            case TaskKeeper.Missing(var failure) -> {
                newerComes = false;
                watchers.tellLast(new Seen.Unknown(failure));
            }
            case TaskKeeper.Unread(var failure) -> {
                watchers.tell(new Seen.Unknown(failure));
                if (newerComes || (known == null && !watchers.isEmpty())) {
                    keeper.tell(TaskKeeper.Load.LATER);
                }
            }
            case TaskKeeper.Done done -> {
                if (done == TaskKeeper.Done.SETTLED) move(new TaskState.Settled());
                else enter();
            }
        }
    }

    /** Works on this version, unless one as new is being worked on or has ended. */
    private void begin(Ingest ingest) {
        DocumentRecord record = ingest.record();
        if (known != null && record.version().compareTo(known.record().version()) <= 0) return;
        boolean pending = record.state() == DocumentState.PENDING;
        if (known != null && !known.ended() && pending) {
            newerComes = true;
            return;
        }
        known = Known.of(ingest);
        if (!pending) {
            end(known);
        } else if (cancelAsked) {
            move(new TaskState.CancelAsked());
        } else {
            getContext().cancelReceiveTimeout();
            deadline.set(known);
            watchers.tell(Seen.of(known));
            if (losses.isEmpty()) enter();
            else strike();
        }
    }

    /** Notes in the store, before anything more is tried, that agents ended over it. */
    private void strike() {
        if (known == null || !known.open()) return;
        known = losses.strike(known);
        Optional<Failure> verdict = losses.verdict(known);
        if (verdict.isPresent()) move(new TaskState.GaveUp(verdict.get()));
        else keeper.tell(new TaskKeeper.Strike(known.record()));
    }

    private void enter() {
        if (known != null && known.open() && !bench.running()) bench.enter(known.record());
    }

    private void onSeated(TaskDesk.Seat answer) {
        if (known == null || !known.open() || bench.running()) return;
        switch (answer) {
            case TAKEN -> {
                var self = getContext().getSelf();
                Ingest ingest = known.ingest();
                known = known.withoutTexts();
                bench.begin(ingest, report -> self.tell(new Reported(report)));
                move(new TaskState.Planned(ingest.record().segments()));
            }
            case FULL -> {
                watchers.tell(Seen.of(known.waitingFor(Optional.of(IN_LINE))));
                known = null;
                deadline.cancel();
                letGo();
            }
        }
    }

    private void onReported(TaskRun.Report report) {
        switch (report) {
            case TaskRun.Progressed(int segments, int chunks) ->
                    move(new TaskState.Progressed(segments, chunks));
            case TaskRun.AllStored(int chunks) -> move(new TaskState.AllStored(chunks));
            case TaskRun.GaveUp(var failure) -> move(new TaskState.GaveUp(failure));
            case TaskRun.Tried(var tried) -> diary.note(tried);
            case TaskRun.Orphaned(var agent) -> {
                if (!bench.running()) return;
                bench.stop();
                losses.add(agent);
                strike();
            }
            case TaskRun.Waits(var why) -> {
                if (known == null) return;
                known = known.waitingFor(why);
                watchers.tell(Seen.of(known));
            }
        }
    }

    private void move(TaskState.Event event) {
        if (known == null) return;
        TaskState before = known.state();
        known = known.moved(event);
        if (known.ended()) {
            end(known);
        } else if (known.state() instanceof TaskState.Ending
                && !(before instanceof TaskState.Ending)) {
            bench.stop();
            known.settled().map(TaskKeeper.Settle::new).ifPresent(keeper::tell);
        } else {
            watchers.tell(Seen.of(known));
        }
    }

    private void onAlarm(Alarm alarm) {
        switch (alarm) {
            case DEADLINE -> {
                if (known == null || deadline.movesOn(known)) return;
                move(new TaskState.GaveUp(known.overdue()));
            }
            case IDLE -> letGo();
        }
    }

    private void end(Known ended) {
        bench.stop();
        deadline.cancel();
        bench.leave();
        cancelAsked = false;
        losses.forget();
        restSoon();
        watchers.tellLast(Seen.of(ended));
        if (newerComes) load();
    }

    private void restSoon() {
        getContext().setReceiveTimeout(tools.settings().idleAfter(), Alarm.IDLE);
    }

    private void letGo() {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
}
