package dev.kith.task.redo;

import dev.kith.model.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Steps that follow one another until one fails. */
final class Steps {
    private Steps() {}

    static <T> CompletionStage<Outcome<T>> done(T value) {
        return CompletableFuture.completedFuture(Outcome.good(value));
    }

    static <A, B> CompletionStage<Outcome<B>> then(
            CompletionStage<Outcome<A>> before, Function<A, CompletionStage<Outcome<B>>> next) {
        return before.thenCompose(outcome ->
                switch (outcome) {
                    case Outcome.Good<A>(var value) -> next.apply(value);
                    case Outcome.Bad<A>(var failure) ->
                            CompletableFuture.completedFuture(new Outcome.Bad<>(failure));
                });
    }
}
