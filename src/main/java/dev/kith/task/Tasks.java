package dev.kith.task;

import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Shows, awaits and cancels tasks, wherever they run. */
public interface Tasks {

    /** How far a task is; NOT_FOUND. */
    CompletionStage<Outcome<View>> get(TaskId task);

    /** Newest first; {@code state} is an A2A word or empty for all. */
    CompletionStage<Outcome<Listing>> list(String state, int limit);

    /** Stops it; a task that has ended stays as it is. */
    CompletionStage<Outcome<View>> cancel(TaskId task);

    /** The task's end, or how far it is when {@code wait} is over. */
    CompletionStage<Outcome<View>> await(TaskId task, Duration wait);

    /**
     * Tells every change of a task, the present first, until its end.
     *
     * @return call it to stop watching
     */
    Runnable watch(TaskId task, Consumer<View> listener);

    /** Tasks, newest first, and how many there are in that state. */
    record Listing(List<View> tasks, long total) {}

    /**
     * How far a task is.
     *
     * @param state A2A's word: submitted, working, completed, failed, canceled
     * @param chunksDone chunks stored so far
     * @param waiting what it waits for, such as a capability that nobody offers
     * @param created milliseconds since 1970
     */
    record View(
            TaskId task,
            DocumentKey document,
            String state,
            int segmentsDone,
            int segmentsTotal,
            int chunksDone,
            Optional<String> waiting,
            Optional<Failure> failure,
            long created) {
        /** Whether nothing will change any more. */
        public boolean ended() {
            return !state.equals("submitted") && !state.equals("working");
        }
    }
}
