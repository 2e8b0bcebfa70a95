package dev.kith.task.search;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One question to several, one after another: the next is asked when the last has failed or is
 * late, and the first good answer counts, whoever gives it.
 *
 * <p>Source: Dean and Barroso, "The Tail at Scale", 2013, section "Hedged requests".
 */
final class Hedged<T> {
    private final Plan<T> plan;
    private final List<Supplier<CompletionStage<Outcome<T>>>> questions;
    private final CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
    private int asked;
    private int failed;

    private Hedged(Plan<T> plan, List<Supplier<CompletionStage<Outcome<T>>>> questions) {
        this.plan = plan;
        this.questions = List.copyOf(questions);
    }

    /**
     * How it is asked.
     *
     * @param patience how long one may be silent before the next is asked too
     * @param worthAsking whether another could do better than with this failure
     */
    record Plan<T>(Duration patience, Predicate<Failure> worthAsking) {

        /**
         * The first good answer, or the last failure.
         *
         * @param questions at least one, each to somebody else and with a time-out
         */
        CompletionStage<Outcome<T>> ask(List<Supplier<CompletionStage<Outcome<T>>>> questions) {
            var hedged = new Hedged<>(this, questions);
            hedged.next(0);
            return hedged.answer;
        }
    }

    /** Asks number {@code index}, unless it was asked already. */
    private void next(int index) {
        synchronized (this) {
            if (asked != index || asked == questions.size() || answer.isDone()) return;
            asked++;
        }
        questions.get(index).get().thenAccept(outcome -> heard(index, outcome));
        CompletableFuture.delayedExecutor(plan.patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> next(index + 1));
    }

    private void heard(int index, Outcome<T> outcome) {
        boolean over =
                switch (outcome) {
                    case Outcome.Good<T> _ -> true;
                    case Outcome.Bad<T>(var failure) ->
                            !plan.worthAsking.test(failure) || lastFailed();
                };
        if (over) answer.complete(outcome);
        else next(index + 1);
    }

    private synchronized boolean lastFailed() {
        failed++;
        return failed == questions.size();
    }
}
