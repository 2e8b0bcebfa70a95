package dev.kith.store.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens a partition's files once, however often it is asked, and closes them once. Thread-safe. */
public final class HostFiles {
    private final Supplier<PartitionFiles> opener;
    private final Executor disk;
    private @Nullable CompletableFuture<PartitionFiles> opened;
    private boolean closed;

    /** Nothing is opened yet; {@code opener} blocks and runs on {@code disk}. */
    public HostFiles(Supplier<PartitionFiles> opener, Executor disk) {
        this.opener = opener;
        this.disk = disk;
    }

    /** The files, opened now if they are not; after a failure the next call tries again. */
    public synchronized CompletableFuture<PartitionFiles> open() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        CompletableFuture<PartitionFiles> now = opened;
        if (now == null || now.isCompletedExceptionally()) {
            now = CompletableFuture.supplyAsync(opener, disk);
            opened = now;
        }
        return now;
    }

    /** Closes them, if they are open or opening; nothing opens any more. */
    public synchronized CompletionStage<Void> close() {
        closed = true;
        CompletableFuture<PartitionFiles> now = opened;
        if (now == null) return CompletableFuture.completedStage(null);
        return now.handle((files, error) -> error == null ? files.close() : closedAlready())
                .thenCompose(closing -> closing);
    }

    private static CompletionStage<Void> closedAlready() {
        return CompletableFuture.completedStage(null);
    }
}
