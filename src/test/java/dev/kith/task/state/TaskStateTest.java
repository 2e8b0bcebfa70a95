package dev.kith.task.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.task.state.TaskState.AllStored;
import dev.kith.task.state.TaskState.CancelAsked;
import dev.kith.task.state.TaskState.Canceled;
import dev.kith.task.state.TaskState.Completed;
import dev.kith.task.state.TaskState.Ending;
import dev.kith.task.state.TaskState.Event;
import dev.kith.task.state.TaskState.Failed;
import dev.kith.task.state.TaskState.GaveUp;
import dev.kith.task.state.TaskState.Planned;
import dev.kith.task.state.TaskState.Progressed;
import dev.kith.task.state.TaskState.Settled;
import dev.kith.task.state.TaskState.Submitted;
import dev.kith.task.state.TaskState.Working;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task's life, one edge at a time. */
class TaskStateTest {
    private static final Failure FAILURE = new Failure(Failure.Code.INVALID_INPUT, "not text");
    private static final List<Event> EVENTS =
            List.of(
                    new Planned(3),
                    new Progressed(1, 5),
                    new AllStored(9),
                    new GaveUp(FAILURE),
                    new CancelAsked(),
                    new Settled());

    @Test
    void completesOnceTheStoreHasIt() {
        var stored =
                new Submitted()
                        .next(new Planned(1))
                        .next(new Progressed(1, 2))
                        .next(new AllStored(2));

        assertThat(stored).isEqualTo(new Ending(DocumentState.COMMITTED, 2, Optional.empty()));
        assertThat(stored.next(new Settled())).isEqualTo(new Completed(2));
    }

    @Test
    void failsWithTheReasonItGaveUpFor() {
        for (TaskState before : List.of(new Submitted(), new Working(1, 2, 3))) {
            assertThat(before.next(new GaveUp(FAILURE)).next(new Settled()))
                    .isEqualTo(new Failed(FAILURE));
        }
    }

    @Test
    void canBeCanceledUntilItsVerdictIsKnown() {
        for (TaskState before : List.of(new Submitted(), new Working(1, 2, 3))) {
            assertThat(before.next(new CancelAsked()).next(new Settled()))
                    .isEqualTo(new Canceled());
        }
        var committed = new Ending(DocumentState.COMMITTED, 2, Optional.empty());
        assertThat(committed.next(new CancelAsked())).isEqualTo(committed);
    }

    @Test
    void neverCountsBackwards() {
        assertThat(new Working(2, 4, 30).next(new Progressed(1, 20)))
                .isEqualTo(new Working(2, 4, 30));
    }

    @Test
    void ignoresWhatComesBeforeItsTime() {
        var submitted = new Submitted();

        assertThat(submitted.next(new Progressed(1, 1))).isEqualTo(submitted);
        assertThat(submitted.next(new AllStored(1))).isEqualTo(submitted);
        assertThat(submitted.next(new Settled())).isEqualTo(submitted);
    }

    @Test
    void keepsItsFirstVerdict() {
        var ending = new Ending(DocumentState.CANCELED, 0, Optional.empty());

        for (Event event : EVENTS) {
            if (event instanceof Settled) continue;
            assertThat(ending.next(event)).isEqualTo(ending);
        }
    }

    @Test
    void leavesNoEndAgain() {
        for (TaskState end : List.of(new Completed(1), new Failed(FAILURE), new Canceled())) {
            for (Event event : EVENTS) assertThat(end.next(event)).isEqualTo(end);
        }
    }

    @Test
    void isReadFromTheStoreAsItWasWritten() {
        assertThat(TaskState.of(DocumentState.COMMITTED, 7, Optional.empty()))
                .isEqualTo(new Completed(7));
        assertThat(TaskState.of(DocumentState.FAILED, 0, Optional.of(FAILURE)))
                .isEqualTo(new Failed(FAILURE));
        assertThat(TaskState.of(DocumentState.PENDING, 0, Optional.empty()).word())
                .isEqualTo("submitted");
        assertThat(TaskState.of(DocumentState.CANCELED, 0, Optional.empty()).word())
                .isEqualTo("canceled");
    }
}
