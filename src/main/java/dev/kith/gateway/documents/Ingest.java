package dev.kith.gateway.documents;

import dev.kith.api.IngestAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.http.Problems;
import dev.kith.model.Outcome;
import dev.kith.task.Intake;
import dev.kith.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** From an accepted document to the answer of its sender. */
final class Ingest {
    private final GatewayDoors doors;
    private final Arrivals arrivals;

    Ingest(GatewayDoors doors, Arrivals arrivals) {
        this.doors = doors;
        this.arrivals = arrivals;
    }

    /** The answer once it is accepted or, where {@code wait} says so, once its task has ended. */
    CompletionStage<IngestAnswer> answer(Intake.Accepted accepted, Optional<Duration> wait) {
        arrivals.tell(TaskAnswers.of(accepted, doors.clock().instant()));
        return settled(accepted, wait);
    }

    /** As {@link #answer}, without telling anybody. */
    CompletionStage<IngestAnswer> settled(Intake.Accepted accepted, Optional<Duration> wait) {
        if (wait.isEmpty() || ended(accepted.state())) {
            return CompletableFuture.completedFuture(
                    answer(accepted, accepted.state(), Optional.empty()));
        }
        return doors.tasks()
                .await(accepted.task(), wait.get())
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Tasks.View>(var view) ->
                                    answer(
                                            accepted,
                                            view.state(),
                                            view.failure().map(Problems::of));
                            // it is accepted all the same; only how far it is stays unknown
                            case Outcome.Bad<Tasks.View> _ ->
                                    answer(accepted, accepted.state(), Optional.empty());
                        });
    }

    /** Whether nothing will change any more. */
    static boolean ended(String state) {
        return !state.equals("submitted") && !state.equals("working");
    }

    private static IngestAnswer answer(
            Intake.Accepted accepted, String state, Optional<Problem> problem) {
        return new IngestAnswer(
                Optional.empty(),
                Optional.of(accepted.key().id()),
                Optional.of(accepted.key().collection().value()),
                Optional.of(accepted.task().value()),
                state,
                accepted.copies(),
                problem);
    }
}
