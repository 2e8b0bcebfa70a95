package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
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
 *   Start, Wake, Watch, Look, Cancel ──nothing known──► read the record
 *   pending ──► TaskDesk ──TAKEN──► TaskRun ──► Settle(committed | failed | canceled)
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

    /** A copy of the store has this version, and it is pending. */
    public record Wake(DocumentRecord record) implements Command, Wire {}

    /** Tells the present and every change, until the end; asking again is safe. */
    public record Watch(ActorRef<Seen> replyTo) implements Command, Wire {}

    /** Tells the present. */
    public record Look(ActorRef<Seen> replyTo) implements Command, Wire {}

    /** Ends a task that has not ended yet; tells what became of it. */
    public record Cancel(ActorRef<Seen> replyTo) implements Command, Wire {}

    private record Loaded(Outcome<DocumentRecord> record) implements Command {}

    private record Seated(TaskDesk.Seat seat) implements Command {}

    private record Reported(TaskRun.Report report) implements Command {}

    private record Written(Outcome<Copies.Written> outcome) implements Command {}

    private enum Alarm implements Command {
        LOAD,
        SETTLE,
        DEADLINE,
        IDLE
    }

    private static final String IN_LINE = "its turn; many tasks are before it";

    private final TaskId id;
    private final TimerScheduler<Command> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ActorRef<TaskDesk.Seat> seat;
    private final Tools tools;
    private final Watchers watchers;
    private @Nullable Known known;
    private @Nullable ActorRef<TaskRun.Command> run;
    private @Nullable DocumentRecord woken;
    private boolean loading;
    private boolean cancelAsked;
    private boolean newerComes;
    private int storeFailures;

    private Task(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            TaskId id,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Tools tools) {
        super(context);
        this.id = id;
        this.timers = timers;
        this.shard = shard;
        this.seat = context.messageAdapter(TaskDesk.Seat.class, Seated::new);
        this.tools = tools;
        this.watchers = new Watchers(tools.settings().watchersMax());
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
            case Watch(var who) -> onWatch(who);
            case Look(var who) -> onLook(who);
            case Cancel(var who) -> onCancel(who);
            case Loaded(var record) -> onLoaded(record);
            case Seated(var answer) -> onSeated(answer);
            case Reported(var report) -> onReported(report);
            case Written(var outcome) -> onWritten(outcome);
            case Alarm alarm -> onAlarm(alarm);
        }
        return this;
    }

    private void onStart(Sealed ingest) {
        Opened<Ingest> opened =
                tools.envelopes().open(ingest, MessageType.INGEST, audience(id), Ingest.class);
        switch (opened) {
            case Opened.Accepted<Ingest>(_, _, _, var order)
                    when order.record().task().equals(id) ->
                    begin(order);
            case Opened.Accepted<Ingest> _, Opened.Rejected<Ingest> _ -> load();
        }
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
            if (known.ended()) load();
        } else if (order < 0) {
            supersede(record);
        }
    }

    /** An older version of the same content, still pending: nothing of it is needed any more. */
    private void supersede(DocumentRecord older) {
        if (older.state() != DocumentState.PENDING) return;
        tools.copies().write(new StoreWrite.Settle(Known.superseded(older)), 0);
    }

    private void onWatch(ActorRef<Seen> who) {
        watchers.watch(who);
        showOrLoad(who);
    }

    private void onLook(ActorRef<Seen> who) {
        if (known == null) watchers.ask(who);
        showOrLoad(who);
    }

    private void showOrLoad(ActorRef<Seen> who) {
        if (known == null) {
            load();
        } else {
            who.tell(known.shown());
            if (known.ended()) watchers.gone(who);
        }
    }

    private void onCancel(ActorRef<Seen> who) {
        if (known != null && known.ended()) {
            who.tell(known.shown());
            return;
        }
        watchers.watch(who);
        cancelAsked = true;
        if (known == null) load();
        else move(new TaskState.CancelAsked());
    }

    private void load() {
        if (loading) return;
        loading = true;
        getContext()
                .pipeToSelf(
                        tools.copies().task(id),
                        (record, error) -> new Loaded(Stages.outcome(record, error)));
    }

    private void onLoaded(Outcome<DocumentRecord> outcome) {
        loading = false;
        newerComes = false;
        switch (outcome) {
            case Outcome.Good<DocumentRecord>(var record) -> {
                storeFailures = 0;
                begin(new Ingest(record, List.of()));
                if (woken != null) onWake(woken);
                woken = null;
            }
            case Outcome.Bad<DocumentRecord>(var failure)
                    when failure.code() == Failure.Code.NOT_FOUND ->
                    watchers.tellLast(new Seen.Unknown(failure));
            case Outcome.Bad<DocumentRecord>(var failure) -> {
                watchers.tell(new Seen.Unknown(failure));
                again(Alarm.LOAD);
            }
        }
    }

    /** Works on this version, unless one as new is being worked on or has ended. */
    private void begin(Ingest ingest) {
        DocumentRecord record = ingest.record();
        if (known != null && record.version().compareTo(known.record().version()) <= 0) return;
        if (known != null && !known.ended()) {
            newerComes = true;
            return;
        }
        TaskState state = TaskState.of(record.state(), record.chunks(), record.failure());
        known = new Known(ingest, state, Optional.empty());
        if (record.state() != DocumentState.PENDING) {
            end(known);
        } else if (cancelAsked) {
            move(new TaskState.CancelAsked());
        } else {
            getContext().cancelReceiveTimeout();
            timers.startSingleTimer(
                    Alarm.DEADLINE, Alarm.DEADLINE, known.left(tools.clock().millis()));
            int weight = Math.min(record.segments(), tools.settings().segmentsInFlight());
            tools.desk().tell(new TaskDesk.Enter(Math.max(1, weight), seat));
            watchers.tell(known.shown());
        }
    }

    private void onSeated(TaskDesk.Seat answer) {
        if (known == null || !(known.state() instanceof TaskState.Submitted)) return;
        switch (answer) {
            case TAKEN -> {
                var self = getContext().getSelf();
                Ingest ingest = known.ingest();
                known = known.withoutTexts();
                run =
                        getContext()
                                .spawnAnonymous(
                                        TaskRun.create(
                                                tools,
                                                ingest,
                                                report -> self.tell(new Reported(report))));
                move(new TaskState.Planned(ingest.record().segments()));
            }
            case FULL -> {
                watchers.tell(known.waitingFor(Optional.of(IN_LINE)).shown());
                known = null;
                timers.cancel(Alarm.DEADLINE);
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
            case TaskRun.Waits(var why) -> {
                if (known == null) return;
                known = known.waitingFor(why);
                watchers.tell(known.shown());
            }
        }
    }

    private void move(TaskState.Event event) {
        if (known == null) return;
        TaskState before = known.state();
        known = known.moved(event);
        if (known.state() instanceof TaskState.Terminal) {
            end(known);
        } else if (known.state() instanceof TaskState.Ending
                && !(before instanceof TaskState.Ending)) {
            stopRun();
            settle();
        } else {
            watchers.tell(known.shown());
        }
    }

    private void settle() {
        if (known == null) return;
        known.settled()
                .ifPresent(settled ->
                        getContext()
                                .pipeToSelf(
                                        tools.copies().write(new StoreWrite.Settle(settled), 0),
                                        (outcome, error) ->
                                                new Written(Stages.outcome(outcome, error))));
    }

    private void onWritten(Outcome<Copies.Written> outcome) {
        switch (outcome) {
            case Outcome.Good<Copies.Written> _ -> {
                storeFailures = 0;
                move(new TaskState.Settled());
            }
            case Outcome.Bad<Copies.Written>(var failure) -> {
                getContext().getLog().info("settling task {}: {}", id.value(), failure);
                again(Alarm.SETTLE);
            }
        }
    }

    private void onAlarm(Alarm alarm) {
        switch (alarm) {
            case LOAD -> {
                if (known == null && !watchers.isEmpty()) load();
                else if (newerComes) load();
            }
            case SETTLE -> settle();
            case DEADLINE -> {
                if (known != null) move(new TaskState.GaveUp(known.overdue()));
            }
            case IDLE -> letGo();
        }
    }

    private void end(Known ended) {
        stopRun();
        timers.cancel(Alarm.DEADLINE);
        tools.desk().tell(new TaskDesk.Leave(seat));
        cancelAsked = false;
        restSoon();
        watchers.tellLast(ended.shown());
        if (newerComes) load();
    }

    private void stopRun() {
        if (run != null) getContext().stop(run);
        run = null;
    }

    private void again(Alarm alarm) {
        Duration pause = tools.policy().backOff(++storeFailures, tools.random().nextDouble());
        timers.startSingleTimer(alarm, alarm, pause);
    }

    private void restSoon() {
        getContext().setReceiveTimeout(tools.settings().idleAfter(), Alarm.IDLE);
    }

    private void letGo() {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
}
