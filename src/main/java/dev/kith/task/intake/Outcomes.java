package dev.kith.task.intake;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Outcomes in stages. */
final class Outcomes {
    /** A text that says nothing. */
    static final Failure BLANK = new Failure(Failure.Code.INVALID_INPUT, "text: is empty");

    private Outcomes() {}

    static <A, B> CompletionStage<Outcome<B>> onGood(
            Outcome<A> outcome, Function<A, CompletionStage<Outcome<B>>> next) {
        return switch (outcome) {
            case Outcome.Good<A>(var value) -> next.apply(value);
            case Outcome.Bad<A>(var failure) -> completed(failure);
        };
    }

    static <T> CompletionStage<Outcome<T>> completed(Failure failure) {
        return CompletableFuture.completedStage(new Outcome.Bad<>(failure));
    }
}
