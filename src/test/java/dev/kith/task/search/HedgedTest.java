package dev.kith.task.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The next is asked when the last failed or is late, and the first good answer counts. */
class HedgedTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Outcome<String> BUSY = Outcome.bad(Failure.Code.OVERLOADED, "busy");
    private static final Outcome<String> WRONG = Outcome.bad(Failure.Code.INVALID_INPUT, "wrong");

    private final Queue<CompletableFuture<Outcome<String>>> answers = new ArrayDeque<>();
    private int asked;

    @Test
    void asksNobodyElseWhenTheFirstAnswersWell() {
        answers.add(CompletableFuture.completedFuture(Outcome.good("first")));

        assertThat(ask(3, NEVER)).isCompletedWithValue(Outcome.good("first"));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksTheNextAtOnceWhenOneFails() {
        answers.addAll(
                List.of(
                        CompletableFuture.completedFuture(BUSY),
                        CompletableFuture.completedFuture(Outcome.good("second"))));

        assertThat(ask(3, NEVER)).isCompletedWithValue(Outcome.good("second"));
    }

    @Test
    void asksTheNextTooWhenOneIsLate() throws Exception {
        answers.addAll(
                List.of(
                        new CompletableFuture<>(),
                        CompletableFuture.completedFuture(Outcome.good("second"))));

        assertThat(ask(3, Duration.ofMillis(1)).get(30, TimeUnit.SECONDS))
                .isEqualTo(Outcome.good("second"));
    }

    @Test
    void takesTheLateOnesAnswerWhenItComesFirstAfterAll() {
        var late = new CompletableFuture<Outcome<String>>();
        answers.add(late);
        CompletableFuture<Outcome<String>> answer = ask(3, NEVER);

        late.complete(Outcome.good("late"));

        assertThat(answer).isCompletedWithValue(Outcome.good("late"));
    }

    @Test
    void failsAsTheLastOneDidWhenAllFail() {
        answers.addAll(
                List.of(
                        CompletableFuture.completedFuture(BUSY),
                        CompletableFuture.completedFuture(BUSY)));

        assertThat(ask(2, NEVER)).isCompletedWithValue(BUSY);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void asksNobodyElseWhenTheQuestionItselfIsWrong() {
        answers.add(CompletableFuture.completedFuture(WRONG));

        assertThat(ask(3, NEVER)).isCompletedWithValue(WRONG);
        assertThat(asked).isEqualTo(1);
    }

    private CompletableFuture<Outcome<String>> ask(int most, Duration patience) {
        var plan = new Hedged.Plan<String>(patience, failure -> failure.code().retryable());
        return plan.ask(Collections.nCopies(most, this::next)).toCompletableFuture();
    }

    private synchronized CompletionStage<Outcome<String>> next() {
        asked++;
        return answers.remove();
    }
}
