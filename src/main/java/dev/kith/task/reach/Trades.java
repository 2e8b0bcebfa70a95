package dev.kith.task.reach;

import dev.kith.aggregate.Aggregator;
import dev.kith.model.TaskId;
import dev.kith.task.run.Task;
import dev.kith.wire.Answer;
import dev.kith.wire.Sealed;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Reaches the sharded entities that a task needs, wherever they are; safe from any thread. A
 * message may be lost: whoever expects an answer has a time-out.
 */
public interface Trades {

    /** Asks a chunker; its envelope's audience is {@code chunker/<entity id>}. */
    void chunk(String entityId, String part, Sealed request, ActorRef<Answer> replyTo);

    /** Asks an embedder; its envelope's audience is {@code embedder/<entity id>}. */
    void embed(String entityId, String part, Sealed request, ActorRef<Answer> replyTo);

    /** Tells an aggregator. */
    void aggregate(String entityId, Aggregator.Command command);

    /** Tells a task. */
    void task(TaskId task, Task.Command command);
}
