package dev.kith.task.search;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import java.time.Duration;
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
    private final Duration patience;
    private final Predicate<Failure> worthAsking;
    private final Supplier<CompletionStage<Outcome<T>>> question;
    private final CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
    private int asked;
    private int failed;
    private final int most;

    private Hedged(Plan<T> plan, Supplier<CompletionStage<Outcome<T>>> question) {
        this.patience = plan.patience;
        this.worthAsking = plan.worthAsking;
        this.most = plan.most;
        this.question = question;
    }

    /**
     * How it is asked.
     *
     * @param most how many are asked at the most, at least 1
     * @param patience how long one may be silent before the next is asked too
     * @param worthAsking whether another could do better than with this failure
     */
    record Plan<T>(int most, Duration patience, Predicate<Failure> worthAsking) {

        /** The first good answer, or the last failure; {@code question} must have a time-out. */
        CompletionStage<Outcome<T>> ask(Supplier<CompletionStage<Outcome<T>>> question) {
            var hedged = new Hedged<>(this, question);
            hedged.next();
            return hedged.answer;
        }
    }

    private void next() {
        synchronized (this) {
            if (asked == most || answer.isDone()) return;
            asked++;
        }
        question.get().thenAccept(this::heard);
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::next);
    }

    private void heard(Outcome<T> outcome) {
        boolean over =
                switch (outcome) {
                    case Outcome.Good<T> _ -> true;
                    case Outcome.Bad<T>(var failure) -> !worthAsking.test(failure) || lastFailed();
                };
        if (over) answer.complete(outcome);
        else next();
    }

    private synchronized boolean lastFailed() {
        failed++;
        return failed == most;
    }
}
