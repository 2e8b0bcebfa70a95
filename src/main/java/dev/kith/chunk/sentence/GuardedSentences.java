package dev.kith.chunk.sentence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sentences from the better splitter if it answers in time, else from the plain one.
 *
 * <pre>
 *   text ──► thread free? ──no──────────────────┐
 *              │yes                             ▼
 *              ▼                            plain splitter
 *         better splitter ──late or failed──────┘
 *              └──► sentences
 * </pre>
 *
 * The better splitter runs on a thread of its own. One that is late is interrupted; one that does
 * not obey is left alone and keeps its place, so stray threads are bounded, and while all places
 * are taken the plain splitter does the work.
 */
public final class GuardedSentences {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedSentences.class);

    /**
     * Where the sentences begin, and who found them.
     *
     * @param starts as {@link Sentences#starts}
     * @param fallback whether the plain splitter stood in
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, is never compared
    public record Found(int[] starts, boolean fallback) {}

    private final Sentences better;
    private final Sentences plain;
    private final Duration timeMax;
    private final Semaphore places;

    /**
     * CoreNLP, guarded.
     *
     * @param timeMax longest wait for one text
     * @param threadsMax threads at once, stray ones included
     */
    public static GuardedSentences create(Duration timeMax, int threadsMax) {
        return new GuardedSentences(
                new CoreNlpSentences(), new PlainSentences(), timeMax, threadsMax);
    }

    GuardedSentences(Sentences better, Sentences plain, Duration timeMax, int threadsMax) {
        this.better = better;
        this.plain = plain;
        this.timeMax = timeMax;
        this.places = new Semaphore(threadsMax);
    }

    /**
     * Blocks for at most {@code timeMax}, and for what the plain splitter takes.
     *
     * @throws InterruptedException if the caller was interrupted while waiting
     */
    public Found find(String text) throws InterruptedException {
        if (!places.tryAcquire()) {
            LOG.warn("all sentence splitters are busy or stray; the plain one stands in");
            return fallback(text);
        }
        var answer = new CompletableFuture<int[]>();
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("kith-sentences")
                        .start(() -> splitInto(answer, text));
        try {
            return new Found(answer.get(timeMax.toNanos(), TimeUnit.NANOSECONDS), false);
        } catch (TimeoutException e) {
            LOG.warn(
                    "{} chars took over {} to split; the plain splitter stands in",
                    text.length(),
                    timeMax,
                    e);
            return fallback(text);
        } catch (ExecutionException e) {
            LOG.warn("splitting {} chars failed; the plain splitter stands in", text.length(), e);
            return fallback(text);
        } finally {
            thread.interrupt();
        }
    }

    /** Gives the place back before the answer, so that whoever waits for it finds one. */
    private void splitInto(CompletableFuture<int[]> answer, String text) {
        int[] starts;
        try {
            starts = better.starts(text);
        } catch (Throwable e) { // whatever it is, the caller hears of it
            places.release();
            answer.completeExceptionally(e);
            return;
        }
        places.release();
        answer.complete(starts);
    }

    private Found fallback(String text) throws InterruptedException {
        return new Found(plain.starts(text), true);
    }
}
