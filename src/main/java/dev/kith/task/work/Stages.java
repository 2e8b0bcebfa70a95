package dev.kith.task.work;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads what a stage completed with: exactly one of value and error is there. */
public final class Stages {
    private Stages() {}

    /** The outcome, or INTERNAL where the stage broke. */
    public static <T> Outcome<T> outcome(@Nullable Outcome<T> outcome, @Nullable Throwable error) {
        if (outcome != null) return outcome;
        return Outcome.bad(Failure.Code.INTERNAL, String.valueOf(error));
    }
}
