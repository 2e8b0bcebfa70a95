package dev.kith.chunk.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The guard's promise: an answer in time for any text, and never more threads than allowed. */
class GuardedSentencesTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Sentences PLAIN = text -> new int[] {0, 1};

    @Test
    void takesTheBetterAnswerWhenItComesInTime() throws InterruptedException {
        var guarded = new GuardedSentences(text -> new int[] {0, 3}, PLAIN, LONG, 1);

        var found = guarded.find("any text");

        assertThat(found.starts()).containsExactly(0, 3);
        assertThat(found.fallback()).isFalse();
    }

    @Test
    void fallsBackWhenTheBetterOneFailsInAnyWay() throws InterruptedException {
        List<Sentences> broken =
                List.of(
                        text -> {
                            throw new IllegalStateException("broken");
                        },
                        text -> {
                            throw new StackOverflowError();
                        });
        for (Sentences better : broken) {
            var found = new GuardedSentences(better, PLAIN, LONG, 2).find("any text");

            assertThat(found.starts()).containsExactly(0, 1);
            assertThat(found.fallback()).isTrue();
        }
    }

    @Test
    void stopsTheBetterOneWhenItIsLate() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Sentences obedient =
                text -> {
                    try {
                        new CountDownLatch(1).await();
                        return new int[0];
                    } finally {
                        stopped.countDown();
                    }
                };

        var found = new GuardedSentences(obedient, PLAIN, SHORT, 1).find("any text");

        assertThat(found.fallback()).isTrue();
        stopped.await();
    }

    @Test
    void startsNoMoreThreadsThanAllowedWhenTheBetterOneNeverObeys() throws InterruptedException {
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(3);
        Sentences deaf =
                text -> {
                    started.countDown();
                    while (release.getCount() > 0) Thread.onSpinWait();
                    return new int[] {0, 3};
                };
        var guarded = new GuardedSentences(deaf, PLAIN, SHORT, 2);

        for (int i = 0; i < 5; i++) assertThat(guarded.find("any text").fallback()).isTrue();

        assertThat(started.getCount()).isEqualTo(1);
        release.countDown();
    }

    @Test
    void stopsTheRealTokenizerInTheMiddleOfAMinutesWork() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Sentences unprotected =
                text -> {
                    try {
                        return new int[CoreNlpSentences.tokens(text).size()];
                    } finally {
                        stopped.countDown();
                    }
                };

        var guarded = new GuardedSentences(unprotected, PLAIN, SHORT, 1);

        assertThat(guarded.find("'".repeat(48_000)).fallback()).isTrue();
        stopped.await();
    }

    @Test
    void hidesFromTheTokenizerWhatMakesItHang() throws InterruptedException {
        var guarded = GuardedSentences.create(LONG, 1);
        for (String piece : List.of("'", "a@", "'a@ ", "é@ ", "é@\u0091", "(", "<a ", "\u0091 ")) {
            String text = piece.repeat(48_000 / piece.length());

            var found = guarded.find(text);

            assertThat(found.fallback()).isFalse();
            assertThat(found.starts()).startsWith(0);
        }
    }
}
