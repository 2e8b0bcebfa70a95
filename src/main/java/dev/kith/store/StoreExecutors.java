package dev.kith.store;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The threads on which storing blocks; none of them may be interrupted, which would close files.
 *
 * @param disk LevelDB: writes wait here for the disk
 * @param index writing to Lucene
 * @param search searching Lucene and reading passages
 */
public record StoreExecutors(Executor disk, Executor index, Executor search) {

    /**
     * Runs what blocks and may throw anything; the stage then fails with just that as its cause.
     */
    public static <T> CompletionStage<T> blocking(Callable<T> work, Executor executor) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }
}
