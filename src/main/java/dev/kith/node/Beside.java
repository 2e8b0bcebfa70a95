package dev.kith.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is made on a thread of its own while the caller makes something else. */
final class Beside<T> {
    private final CompletableFuture<T> made;

    private Beside(CompletableFuture<T> made) {
        this.made = made;
    }

    /** Begins to make it. */
    static <T> Beside<T> begin(String name, Supplier<T> work) {
        return new Beside<>(
                CompletableFuture.supplyAsync(
                        work, task -> Thread.ofPlatform().daemon().name(name).start(task)));
    }

    /** Waits for it; throws what making it threw. */
    T get() {
        try {
            return made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw e;
        }
    }

    /** Nobody wants it any more: it is closed as soon as it is there. */
    void discard(Consumer<T> close) {
        var _ = made.thenAccept(close);
    }
}
