package dev.kith.task.run;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import java.time.Duration;
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

    /** The record with its verdict, once there is one. */
    Optional<DocumentRecord> settled() {
        return state instanceof TaskState.Ending(var verdict, int chunks, var failure)
                ? Optional.of(record().with(verdict, chunks, failure))
                : Optional.empty();
    }

    /** The time until its deadline at {@code millis} since 1970; always positive. */
    Duration left(long millis) {
        return Duration.ofMillis(Math.max(1, record().deadline() - millis));
    }

    /** Why it fails now that its deadline has passed. */
    Failure overdue() {
        String waited = waiting.map(why -> " while it waited: " + why).orElse("");
        return new Failure(Failure.Code.TIMED_OUT, "its deadline passed" + waited);
    }

    /** An older pending version of the same content, given up. */
    static DocumentRecord superseded(DocumentRecord older) {
        var why = new Failure(Failure.Code.CANCELED, "the same content was sent again later");
        return older.with(DocumentState.CANCELED, 0, Optional.of(why));
    }

    Seen shown() {
        return new Seen.Shown(Views.of(record(), state, waiting));
    }
}
