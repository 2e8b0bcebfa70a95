package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.TaskId;
import dev.kith.task.state.Care;
import dev.kith.task.state.Ingest;
import dev.kith.task.work.TaskRun;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/** One task's seat at its agent's desk, and its run while it has one; only for its own actor. */
final class Bench {
    private final ActorContext<?> context;
    private final TaskId task;
    private final Tools tools;
    private final ActorRef<TaskDesk.Seat> seat;
    private @Nullable ActorRef<TaskRun.Command> run;

    Bench(ActorContext<?> context, TaskId task, Tools tools, ActorRef<TaskDesk.Seat> seat) {
        this.context = context;
        this.task = task;
        this.tools = tools;
        this.seat = seat;
    }

    /** Whether it runs. */
    boolean running() {
        return run != null;
    }

    /** What a sender wants done; empty where it may not want that, or means another task. */
    Optional<Ingest> order(Sealed ingest) {
        Opened<Ingest> opened =
                tools.envelopes()
                        .open(ingest, MessageType.INGEST, Task.audience(task), Ingest.class);
        return switch (opened) {
            case Opened.Accepted<Ingest>(_, _, _, var order) ->
                    Optional.of(order).filter(it -> it.record().task().equals(task));
            case Opened.Rejected<Ingest> _ -> Optional.empty();
        };
    }

    /** Asks for a seat; for one without others beside it where the version needs care. */
    void enter(DocumentRecord record) {
        int seats = Math.min(record.segments(), tools.settings().segmentsInFlight());
        leave();
        tools.desk().tell(new TaskDesk.Enter(Math.max(1, seats), Care.alone(record), seat));
    }

    /** Runs it, and notes that it is in hand. */
    void begin(Ingest ingest, Consumer<TaskRun.Report> report) {
        tools.inHand().begin(task);
        run = context.spawnAnonymous(TaskRun.create(tools, ingest, report));
    }

    /** Whether its run does nothing but wait: others need not wait with it. */
    void stall(boolean waits) {
        if (run != null) tools.desk().tell(new TaskDesk.Stall(waits, seat));
    }

    /** It is not in this agent's hand any more. */
    void drop() {
        if (run != null) tools.inHand().end(task);
        run = null;
    }

    /** Stops the run, if there is one, and gives the seat back; again, it does nothing. */
    void quit() {
        if (run != null) context.stop(run);
        drop();
        leave();
    }

    private void leave() {
        tools.desk().tell(new TaskDesk.Leave(seat));
    }
}
