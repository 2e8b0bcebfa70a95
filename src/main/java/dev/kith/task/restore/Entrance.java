package dev.kith.task.restore;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.task.Intake;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes in a pending version whose segments are stored, but for the last, and starts its task. */
@FunctionalInterface
public interface Entrance {
    /** OVERLOADED where too many tasks have not ended. */
    CompletionStage<Outcome<Intake.Accepted>> take(DocumentRecord pending, List<Segment> rest);
}
