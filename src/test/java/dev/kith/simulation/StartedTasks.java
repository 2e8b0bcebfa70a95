package dev.kith.simulation;

import dev.kith.aggregate.Aggregator;
import dev.kith.model.DocumentRecord;
import dev.kith.model.TaskId;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.state.Ingest;
import dev.kith.wire.Answer;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Trades that only know how to start a task. */
record StartedTasks(Envelopes envelopes, Consumer<DocumentRecord> begin) implements Trades {

    @Override
    public void task(TaskId task, Task.Command command) {
        if (!(command instanceof Task.Start(var sealed))) return;
        var opened = envelopes.open(sealed, MessageType.INGEST, Task.audience(task), Ingest.class);
        if (opened instanceof Opened.Accepted<Ingest>(_, _, _, var ingest)) {
            begin.accept(ingest.record());
        }
    }

    @Override
    public void chunk(String entity, String part, Sealed request, ActorRef<Answer> ears) {}

    @Override
    public void embed(String entity, String part, Sealed request, ActorRef<Answer> ears) {}

    @Override
    public void aggregate(String entity, Aggregator.Command command) {}
}
