package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
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

/**
 * Reads and writes the record of one task. What cannot be written is written again, ever slower,
 * until the store has it or the task lets go.
 */
final class TaskKeeper extends AbstractMatchingBehavior<TaskKeeper.Command> {

    sealed interface Command {}

    enum Load implements Command {
        NOW,
        LATER
    }

    /** Writes the verdict. */
    record Settle(DocumentRecord record) implements Command {}

    /** Writes that an agent ended over it. */
    record Strike(DocumentRecord record) implements Command {}

    private record Loaded(Outcome<DocumentRecord> record) implements Command {}

    private record Written(Command asked, Outcome<Copies.Written> outcome) implements Command {}

    /** How it went. */
    sealed interface Report {}

    record Found(DocumentRecord record) implements Report {}

    record Missing(Failure failure) implements Report {}

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
    private boolean loading;
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
                else again(Load.NOW);
            }
            case Settle(var record) -> write(command, new StoreWrite.Settle(record));
            case Strike(var record) ->
                    write(command, new StoreWrite.PutDocument(record, List.of()));
            case Loaded(var outcome) -> onLoaded(outcome);
            case Written(var asked, var outcome) -> onWritten(asked, outcome);
        }
        return this;
    }

    private void load() {
        if (loading) return;
        loading = true;
        getContext()
                .pipeToSelf(
                        tools.copies().task(task),
                        (record, error) -> new Loaded(Stages.outcome(record, error)));
    }

    private void onLoaded(Outcome<DocumentRecord> outcome) {
        loading = false;
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

    private void write(Command asked, StoreWrite write) {
        getContext()
                .pipeToSelf(
                        tools.copies().write(write, 0),
                        (outcome, error) -> new Written(asked, Stages.outcome(outcome, error)));
    }

    private void onWritten(Command asked, Outcome<Copies.Written> outcome) {
        switch (outcome) {
            case Outcome.Good<Copies.Written> _ -> {
                failures = 0;
                parent.accept(asked instanceof Settle ? Done.SETTLED : Done.STRUCK);
            }
            case Outcome.Bad<Copies.Written>(var failure) -> {
                getContext().getLog().info("the record of task {}: {}", task.value(), failure);
                again(asked);
            }
        }
    }

    private void again(Command command) {
        var pause = tools.policy().backOff(++failures, tools.random().nextDouble());
        timers.startSingleTimer(command, command, pause);
    }
}
