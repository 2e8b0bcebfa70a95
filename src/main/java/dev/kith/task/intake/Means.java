package dev.kith.task.intake;

import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.task.IntakeLimits;
import dev.kith.task.reach.Trades;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What taking in needs; everything here is safe from any thread.
 *
 * @param work runs what takes a while: reading HTML, hashing
 */
public record Means(
        Copies copies,
        Envelopes envelopes,
        Trades trades,
        Follower follower,
        SourceDoor sources,
        VersionClock versions,
        InstantSource clock,
        Executor work,
        IntakeLimits limits) {

    /**
     * What is known of a document. Asked once more where too few copies answered in time: when an
     * agent ends, it takes about as long until it is known where its copies answer instead.
     */
    CompletionStage<Outcome<Copies.Head>> head(DocumentKey key) {
        return copies.head(key)
                .thenCompose(outcome -> {
                    boolean silent =
                            outcome instanceof Outcome.Bad<Copies.Head>(var failure)
                                    && failure.code() == Failure.Code.TIMED_OUT;
                    return silent ? copies.head(key) : CompletableFuture.completedStage(outcome);
                });
    }
}
