package dev.kith.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages in tests. */
public final class Eventually {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Eventually() {}

    /** What the stage brings, within 20 s. */
    public static <T> T done(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        try {
            return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("not done", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
