package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.work.Stages;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the record of one task. What cannot be written is written again, ever slower,
 * until the store has it or the task lets go.
 *
 * <pre>
 *   Settle, Strike ──► written? ──yes──► SETTLED, STRUCK
 *        ▲                 ├─not now──────────────────────────────────────┐
 *        │                 └─never──► read ──ended otherwise──► Overruled │
 *        │                              │still pending, or not read       │
 *        └──────────────after a pause───┴─────────────────────────────────┘
 * </pre>
 *
 * Of two writes only the one that was asked for last is pursued.
 */
final class TaskKeeper extends AbstractMatchingBehavior<TaskKeeper.Command> {

    sealed interface Command {}

    enum Load implements Command {
        NOW,
        LATER
    }

    /** Writes the record. */
    sealed interface Write extends Command {
        DocumentRecord record();

        /** What the store is told. */
        default StoreWrite write() {
            return switch (this) {
                case Settle(var record) -> new StoreWrite.Settle(record);
                case Strike(var record) -> new StoreWrite.PutDocument(record, List.of());
            };
        }
    }

    /** Writes the verdict. */
    record Settle(DocumentRecord record) implements Write {}

    /** Writes that an agent ended over it. */
    record Strike(DocumentRecord record) implements Write {}

    private record Loaded(Outcome<DocumentRecord> record) implements Command {}

    private record Written(Write asked, Outcome<Copies.Written> outcome) implements Command {}

    private record Again(Write asked) implements Command {}

    /** What the store has of a version that it refused for good. */
    private record Reviewed(Write asked, Outcome<DocumentRecord> record) implements Command {}

    /** How it went. */
    sealed interface Report {}

    record Found(DocumentRecord record) implements Report {}

    record Missing(Failure failure) implements Report {}

    /**
     * What was to be written the store will never take, and this is why: the version has another
     * end there, or there is a newer one.
     */
    record Overruled(DocumentRecord record) implements Report {}

    /** The store could not say. */
    record Unread(Failure failure) implements Report {}

    enum Done implements Report {
        SETTLED,
        STRUCK
    }

    private final TimerScheduler<Command> timers;
    private final TaskId task;
    private final Tools tools;
    private final Consumer<Report> parent;
    private @Nullable Write wanted;
    private boolean loading;
    private boolean outdated;
    private int failures;

    private TaskKeeper(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            TaskId task,
            Tools tools,
            Consumer<Report> parent) {
        super(context);
        this.timers = timers;
        this.task = task;
        this.tools = tools;
        this.parent = parent;
    }

    /** A keeper; {@code parent} is called on its thread and must only send. */
    static Behavior<Command> create(TaskId task, Tools tools, Consumer<Report> parent) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(
                        timers -> new TaskKeeper(context, timers, task, tools, parent)));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Load when -> {
                if (when == Load.NOW) load();
                else later(Load.NOW, Load.NOW);
            }
            case Write asked -> {
                wanted = asked;
                write(asked);
            }
            case Loaded(var outcome) -> onLoaded(outcome);
            case Written(var asked, var outcome) -> {
                if (asked.equals(wanted)) onWritten(asked, outcome);
            }
            case Reviewed(var asked, var outcome) -> {
                if (asked.equals(wanted)) onReviewed(asked, outcome);
            }
            case Again(var asked) -> {
                if (asked.equals(wanted)) write(asked);
            }
        }
        return this;
    }

    private void load() {
        outdated = loading; // what was read by then may be older than what is asked for
        if (loading) return;
        loading = true;
        getContext()
                .pipeToSelf(
                        tools.copies().task(task),
                        (record, error) -> new Loaded(Stages.outcome(record, error)));
    }

    private void onLoaded(Outcome<DocumentRecord> outcome) {
        loading = false;
        if (outdated) load();
        switch (outcome) {
            case Outcome.Good<DocumentRecord>(var record) -> {
                failures = 0;
                parent.accept(new Found(record));
            }
            case Outcome.Bad<DocumentRecord>(var failure)
                    when failure.code() == Failure.Code.NOT_FOUND ->
                    parent.accept(new Missing(failure));
            case Outcome.Bad<DocumentRecord>(var failure) -> parent.accept(new Unread(failure));
        }
    }

    private void write(Write asked) {
        getContext()
                .pipeToSelf(
                        tools.copies().write(asked.write(), 0),
                        (outcome, error) -> new Written(asked, Stages.outcome(outcome, error)));
    }

    private void onWritten(Write asked, Outcome<Copies.Written> outcome) {
        switch (outcome) {
            case Outcome.Good<Copies.Written> _ -> {
                over();
                parent.accept(asked instanceof Settle ? Done.SETTLED : Done.STRUCK);
            }
            case Outcome.Bad<Copies.Written>(var failure) -> {
                getContext().getLog().info("the record of task {}: {}", task.value(), failure);
                if (failure.code().retryable()) again(asked);
                else review(asked);
            }
        }
    }

    private void review(Write asked) {
        getContext()
                .pipeToSelf(
                        tools.copies().task(task),
                        (record, error) -> new Reviewed(asked, Stages.outcome(record, error)));
    }

    /** As long as a copy has it pending, it can still end as was asked; that is never given up. */
    private void onReviewed(Write asked, Outcome<DocumentRecord> outcome) {
        if (outcome instanceof Outcome.Good<DocumentRecord>(var found)) {
            int order = found.version().compareTo(asked.record().version());
            if (order > 0 || (order == 0 && found.state() != DocumentState.PENDING)) {
                over();
                parent.accept(new Overruled(found));
                return;
            }
        }
        again(asked);
    }

    private void over() {
        failures = 0;
        wanted = null;
    }

    private void again(Write asked) {
        later("write", new Again(asked));
    }

    private void later(Object key, Command command) {
        var pause = tools.policy().backOff(++failures, tools.random().nextDouble());
        timers.startSingleTimer(key, command, pause);
    }
}
