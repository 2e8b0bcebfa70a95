package dev.kith.cli.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things, a few at a time. */
public final class InParallel {
    private InParallel() {}

    /**
     * The results in the order of the things.
     *
     * @param atOnce how many at a time
     * @throws CommandFailed the first that one of them threw
     */
    public static <T, R> List<R> map(List<T> things, int atOnce, Function<T, R> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            List<Callable<R>> calls = new ArrayList<>();
            for (T thing : things) calls.add(() -> work.apply(thing));
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.invokeAll(calls)) results.add(future.get());
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailed failed) throw failed;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }
}
