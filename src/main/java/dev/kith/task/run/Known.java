package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import java.util.List;
import java.util.Optional;

/**
 * A version that is being worked on, or has ended.
 *
 * @param waiting what it waits for
 */
record Known(Ingest ingest, TaskState state, Optional<String> waiting) {

    DocumentRecord record() {
        return ingest.record();
    }

    Known moved(TaskState.Event event) {
        return new Known(ingest, state.next(event), Optional.empty());
    }

    Known waitingFor(Optional<String> why) {
        return new Known(ingest, state, why);
    }

    /** The same, once somebody else holds the texts. */
    Known withoutTexts() {
        return new Known(new Ingest(record(), List.of()), state, waiting);
    }

    boolean ended() {
        return state instanceof TaskState.Terminal;
    }

    Seen shown() {
        return new Seen.Shown(Views.of(record(), state, waiting));
    }
}
