package dev.kith.task.state;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.task.Tasks;
import java.util.Optional;

/** How a task looks from outside, from what is known of it; pure. */
public final class Views {
    private Views() {}

    /** By its record alone: where no entity is running it, or none answers. */
    public static Tasks.View of(DocumentRecord record) {
        TaskState state = TaskState.of(record.state(), record.chunks(), record.failure());
        return of(record, state, Optional.empty());
    }

    static Tasks.View of(DocumentRecord record, TaskState state, Optional<String> waiting) {
        int segmentsDone = 0;
        int chunksDone = 0;
        Optional<Failure> failure = Optional.empty();
        switch (state) {
            case TaskState.Submitted _, TaskState.Canceled _ -> {}
            case TaskState.Working(int done, _, int chunks) -> {
                segmentsDone = done;
                chunksDone = chunks;
            }
            case TaskState.Ending(_, int chunks, _) -> chunksDone = chunks;
            case TaskState.Completed(int chunks) -> {
                segmentsDone = record.segments();
                chunksDone = chunks;
            }
            case TaskState.Failed(var why) -> failure = Optional.of(why);
        }
        return new Tasks.View(
                record.task(),
                record.key(),
                state.word(),
                segmentsDone,
                record.segments(),
                chunksDone,
                waiting,
                failure,
                record.version().millis());
    }
}
