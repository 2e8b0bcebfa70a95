package dev.kith.task.state;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Strike;
import dev.kith.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A version that is being worked on, or has ended.
 *
 * @param waiting what it waits for
 */
public record Known(Ingest ingest, TaskState state, Optional<String> waiting) {

    private static final Duration LEFT_MIN = Duration.ofMinutes(1);

    /** A version that was just read or taken in. */
    public static Known of(Ingest ingest) {
        var record = ingest.record();
        var state = TaskState.of(record.state(), record.chunks(), record.failure());
        return new Known(ingest, state, Optional.empty());
    }

    /** What is stored of it. */
    public DocumentRecord record() {
        return ingest.record();
    }

    /** After something happened. */
    public Known moved(TaskState.Event event) {
        return new Known(ingest, state.next(event), Optional.empty());
    }

    /** The same, waiting. */
    public Known waitingFor(Optional<String> why) {
        return new Known(ingest, state, why);
    }

    /** The same, waiting in the store because too many wait already. */
    public Known inLine() {
        return waitingFor(Optional.of("its turn; many tasks are before it"));
    }

    /** The same, once somebody else holds the texts. */
    public Known withoutTexts() {
        return new Known(new Ingest(record(), List.of()), state, waiting);
    }

    /** Whether nothing changes any more. */
    public boolean ended() {
        return state instanceof TaskState.Terminal;
    }

    /** The record with its verdict, once there is one. */
    public Optional<DocumentRecord> settled() {
        return state instanceof TaskState.Ending(var verdict, int chunks, var failure)
                ? Optional.of(record().with(verdict, chunks, failure))
                : Optional.empty();
    }

    /**
     * The time until it is given up, at {@code millis} since 1970: until its deadline, but so long
     * at least that it can be done where the deadline passed while nobody was there to do it.
     */
    public Duration left(long millis) {
        long left = record().deadline() - millis;
        return Duration.ofMillis(Math.max(LEFT_MIN.toMillis(), left));
    }

    /** Why it fails now that its deadline has passed. */
    public Failure overdue() {
        String waited = waiting.map(why -> " while it waited: " + why).orElse("");
        return new Failure(Failure.Code.TIMED_OUT, "its deadline passed" + waited);
    }

    /** An older pending version of the same content, given up. */
    public static DocumentRecord superseded(DocumentRecord older) {
        var why = new Failure(Failure.Code.CANCELED, "the same content was sent again later");
        return older.with(DocumentState.CANCELED, 0, Optional.of(why));
    }

    /** Whether there is still something to be done. */
    public boolean open() {
        return state instanceof TaskState.Submitted || state instanceof TaskState.Working;
    }

    /** An agent ended over it at {@code millis} since 1970, alone or with others. */
    public Known struck(String agent, long millis, boolean inCompany) {
        int chunks = state instanceof TaskState.Working working ? working.chunksDone() : 0;
        var struck = record().withStrikes(List.of(new Strike(agent, chunks, millis, inCompany)));
        return new Known(new Ingest(struck, ingest.segments()), state, waiting);
    }

    /** How it looks from outside. */
    public Tasks.View view() {
        return Views.of(record(), state, waiting);
    }
}
