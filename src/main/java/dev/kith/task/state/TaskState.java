package dev.kith.task.state;

import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import java.util.Optional;

/**
 * Where a task is in its life. The words are A2A's, so the gateway translates nothing.
 *
 * <pre>
 *   Submitted ──Planned──► Working ──AllStored──► Ending ──Settled──► Completed
 *       │                     │                     ▲  └────────────► Failed
 *       └─────────────────────┴──GaveUp, CancelAsked┘  └────────────► Canceled
 * </pre>
 *
 * Pure: {@link #next} is the whole behaviour. In {@code Ending} the verdict is known but the store
 * has not said yet that it has it; the first verdict stays.
 */
public sealed interface TaskState {

    record Submitted() implements TaskState {}

    record Working(int segmentsDone, int segmentsTotal, int chunksDone) implements TaskState {}

    /**
     * The verdict is being written.
     *
     * @param verdict COMMITTED, FAILED or CANCELED
     */
    record Ending(DocumentState verdict, int chunks, Optional<Failure> failure)
            implements TaskState {}

    /** States that nothing leaves. */
    sealed interface Terminal extends TaskState {}

    record Completed(int chunks) implements Terminal {}

    record Failed(Failure failure) implements Terminal {}

    record Canceled() implements Terminal {}

    /** Facts that move a task on; past tense, because they have happened. */
    sealed interface Event {}

    record Planned(int segmentsTotal) implements Event {}

    /** So much is stored by now; counts only grow. */
    record Progressed(int segmentsDone, int chunksDone) implements Event {}

    record AllStored(int chunks) implements Event {}

    record GaveUp(Failure failure) implements Event {}

    record CancelAsked() implements Event {}

    /** The store has the verdict. */
    record Settled() implements Event {}

    /** The state after {@code event}; a late or repeated event changes nothing. */
    default TaskState next(Event event) {
        return switch (this) {
            case Terminal end -> end;
            case Submitted same ->
                    switch (event) {
                        case Planned(int total) -> new Working(0, total, 0);
                        case GaveUp(var failure) -> failed(failure);
                        case CancelAsked _ -> canceled();
                        case Progressed _, AllStored _, Settled _ -> same;
                    };
            case Working(int done, int total, int chunks) ->
                    switch (event) {
                        case Progressed(int segments, int stored) ->
                                new Working(
                                        Math.max(done, segments), total, Math.max(chunks, stored));
                        case AllStored(int all) ->
                                new Ending(DocumentState.COMMITTED, all, Optional.empty());
                        case GaveUp(var failure) -> failed(failure);
                        case CancelAsked _ -> canceled();
                        case Planned _, Settled _ -> this;
                    };
            case Ending(var verdict, int chunks, var failure) ->
                    switch (event) {
                        case Settled _ -> of(verdict, chunks, failure);
                        case Planned _, Progressed _, AllStored _, GaveUp _, CancelAsked _ -> this;
                    };
        };
    }

    /** The state of a task whose version is in this state in the store. */
    static TaskState of(DocumentState stored, int chunks, Optional<Failure> failure) {
        return switch (stored) {
            case PENDING -> new Submitted();
            case COMMITTED -> new Completed(chunks);
            case FAILED -> new Failed(failure.orElse(unknown()));
            case CANCELED, DELETED -> new Canceled();
        };
    }

    /** A2A's word. */
    default String word() {
        return switch (this) {
            case Submitted _ -> "submitted";
            case Working _, Ending _ -> "working";
            case Completed _ -> "completed";
            case Failed _ -> "failed";
            case Canceled _ -> "canceled";
        };
    }

    private static Ending failed(Failure failure) {
        return new Ending(DocumentState.FAILED, 0, Optional.of(failure));
    }

    private static Ending canceled() {
        return new Ending(DocumentState.CANCELED, 0, Optional.empty());
    }

    private static Failure unknown() {
        return new Failure(Failure.Code.INTERNAL, "the reason was not recorded");
    }
}
