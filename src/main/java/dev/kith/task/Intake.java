package dev.kith.task;

import dev.kith.model.DocumentKey;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes documents in: from {@link Accepted} on they are never lost. */
public interface Intake {

    /**
     * Takes a whole document.
     *
     * @return accepted, or INVALID_INPUT (empty text), TOO_LARGE, OVERLOADED (too many tasks in
     *     flight), STORAGE_FULL, NOT_ENOUGH_COPIES, TIMED_OUT (unknown: the same again is safe)
     */
    CompletionStage<Outcome<Accepted>> put(Description description, String text);

    /** Begins a plain document whose text comes in pieces; memory stays bounded. */
    Upload upload(Description description);

    /** Deletes for good; NOT_FOUND where there is nothing. */
    CompletionStage<Outcome<Accepted>> delete(DocumentKey key, int copies);

    /** A plain document that is arriving; one piece at a time. */
    interface Upload {
        /** The next piece; feed no more before the stage is done: that is the back-pressure. */
        CompletionStage<Outcome<Boolean>> feed(String piece);

        /** The end of the text. */
        CompletionStage<Outcome<Accepted>> finish();

        /** The client went away: nothing of it will be seen. */
        void abandon();
    }

    /**
     * All but the text.
     *
     * @param format a {@code chunk.source.SourceFormat}'s word
     * @param title empty where the text has its own
     * @param metadata fields to filter by
     * @param copies how many copies must be on disk before it is accepted; 0 for the network's own
     *     W
     * @param deadline how long its task may take; empty for the network's own
     */
    record Description(
            DocumentKey key,
            String format,
            String title,
            Map<String, String> metadata,
            int copies,
            Optional<Duration> deadline) {
        public Description {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * It is on disk.
     *
     * @param copies distinct agents that have it
     * @param state of its task: submitted, or completed where the same was sent before
     */
    record Accepted(DocumentKey key, TaskId task, int copies, String state) {}
}
