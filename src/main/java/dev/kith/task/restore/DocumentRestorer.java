package dev.kith.task.restore;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.task.Restorer;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Decides by {@link Verdict} and brings back by {@link Returning}. Safe from any thread. */
public final class DocumentRestorer implements Restorer {
    private final Means means;

    /** A restorer; one for each agent. */
    public DocumentRestorer(Means means) {
        this.means = means;
    }

    @Override
    public CompletionStage<Outcome<Arriving>> begin(Kept kept, Wish wish) {
        return means.copies()
                .head(kept.record().key())
                .thenApply(
                        outcome -> outcome.then(head -> Outcome.good(arriving(kept, head, wish))));
    }

    private Arriving arriving(Kept kept, Copies.Head head, Wish wish) {
        DocumentRecord record = kept.record();
        return switch (Verdict.of(kept, head, means.model().get(), wish)) {
            case Verdict.Leave(var how) -> new Left(how);
            case Verdict.AsItWas _ -> new Returning(means, record, true);
            case Verdict.AsNewest _ -> new Returning(means, newest(record, head), true);
            case Verdict.Anew _ -> new Returning(means, newest(record, head), false);
        };
    }

    /** The same as a new version, later than all that is known of the document. */
    private DocumentRecord newest(DocumentRecord record, Copies.Head head) {
        Optional<Version> known =
                Stream.concat(head.newest().stream(), Stream.of(record))
                        .map(DocumentRecord::version)
                        .max(Comparator.naturalOrder());
        Version version = means.versions().next(known);
        return new DocumentRecord(
                record.key(),
                version,
                DocumentState.PENDING,
                record.task(),
                record.content(),
                record.text(),
                record.title(),
                record.format(),
                record.metadata(),
                record.segments(),
                record.chars(),
                record.chunks(),
                means.clock().millis() + means.limits().deadline().toMillis(),
                Optional.empty());
    }

    /** One that stays away; what comes of it is dropped. */
    private record Left(How how) implements Arriving {
        @Override
        public CompletionStage<Outcome<Boolean>> text(Segment segment) {
            return CompletableFuture.completedStage(Outcome.good(false));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> passages(ChunkBatch batch) {
            return CompletableFuture.completedStage(Outcome.good(false));
        }

        @Override
        public CompletionStage<Outcome<Back>> finish() {
            return CompletableFuture.completedStage(Outcome.good(new Back(how, Optional.empty())));
        }
    }
}
