package dev.kith.task.work;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The text of one version, as long as anybody may have it: what no copy has that is here, an agent
 * may that is away, until the copies wait for it no longer.
 */
public record Text(Copies copies, DocumentRecord record) {
    /** What the task of a version fails with whose text is not waited for any more. */
    public static final Failure GONE =
            new Failure(
                    Failure.Code.CORRUPT_DATA,
                    "its text is damaged or missing on every copy, and nobody has brought it back"
                            + " for kith.store.absent-patience: put the document again");

    /** One segment; empty where no copy has it and none waits for it. */
    public CompletionStage<Outcome<Optional<Segment>>> segment(int index) {
        return copies.segment(record.key(), record.version(), index)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Segment>(var segment) ->
                                    CompletableFuture.completedStage(
                                            Outcome.good(Optional.of(segment)));
                            case Outcome.Bad<Segment>(var failure) ->
                                    isAbsent(failure)
                                            ? awaited(failure)
                                            : CompletableFuture.completedStage(
                                                    new Outcome.Bad<>(failure));
                        });
    }

    private CompletionStage<Outcome<Optional<Segment>>> awaited(Failure failure) {
        return copies.head(record.key())
                .thenApply(outcome -> {
                    boolean forsaken =
                            outcome instanceof Outcome.Good<Copies.Head>(var head)
                                    && head.forsaken();
                    return forsaken ? Outcome.good(Optional.empty()) : new Outcome.Bad<>(failure);
                });
    }

    /** Whether a part could not be read because no copy that answered has it, or has it whole. */
    public static boolean isAbsent(Failure failure) {
        return failure.code() == Failure.Code.NOT_FOUND
                || failure.code() == Failure.Code.CORRUPT_DATA;
    }
}
