package dev.kith.gateway.documents;

import dev.kith.api.TaskAnswer;
import dev.kith.gateway.http.Problems;
import dev.kith.task.Intake;
import dev.kith.task.Tasks;
import java.time.Instant;
import java.util.Optional;

/** Tasks as HTTP shows them. */
public final class TaskAnswers {
    private TaskAnswers() {}

    /** A task and how far it is. */
    public static TaskAnswer of(Tasks.View view) {
        return new TaskAnswer(
                view.task().value(),
                view.document().id(),
                view.document().collection().value(),
                view.state(),
                view.segmentsDone(),
                view.segmentsTotal(),
                view.chunksDone(),
                view.waiting(),
                view.failure().map(Problems::of),
                Instant.ofEpochMilli(view.created()).toString());
    }

    /** A task that has only just come in. */
    static TaskAnswer of(Intake.Accepted accepted, Instant now) {
        return new TaskAnswer(
                accepted.task().value(),
                accepted.key().id(),
                accepted.key().collection().value(),
                accepted.state(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                now.toString());
    }
}
