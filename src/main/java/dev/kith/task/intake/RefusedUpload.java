package dev.kith.task.intake;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.task.Intake;
import java.util.concurrent.CompletionStage;

/** An upload that was not let in. */
record RefusedUpload(Failure failure) implements Intake.Upload {
    @Override
    public CompletionStage<Outcome<Boolean>> feed(String piece) {
        return Outcomes.completed(failure);
    }

    @Override
    public CompletionStage<Outcome<Intake.Accepted>> finish() {
        return Outcomes.completed(failure);
    }

    @Override
    public void abandon() {
        // nothing was begun
    }
}
