package dev.kith.task.verify;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.task.Verifier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks documents with this agent's own keys, files and model. Safe to use from any thread. */
public final class DocumentVerifier implements Verifier {
    private final Means means;
    private final Recomputing recomputing;

    public DocumentVerifier(Means means) {
        this.means = means;
        this.recomputing = new Recomputing(means.own());
    }

    @Override
    public int sampleMax() {
        return means.settings().sampling().verifyMax();
    }

    @Override
    public CompletionStage<Outcome<Verified>> verify(DocumentKey key, int sample) {
        return means.copies()
                .head(key)
                .thenCompose(outcome ->
                        switch (outcome.then(head -> searched(key, head))) {
                            case Outcome.Bad<DocumentRecord>(var failure) ->
                                    CompletableFuture.completedFuture(new Outcome.Bad<>(failure));
                            case Outcome.Good<DocumentRecord>(var record) ->
                                    verify(record, Math.clamp(sample, 0, sampleMax()));
                        });
    }

    private static Outcome<DocumentRecord> searched(DocumentKey key, Copies.Head head) {
        return head.visible()
                .filter(record -> record.state() == DocumentState.COMMITTED)
                .map(Outcome::good)
                .orElseGet(() ->
                        Outcome.bad(
                                Failure.Code.NOT_FOUND,
                                "no version of document "
                                        + key.id()
                                        + " in collection "
                                        + key.collection().value()
                                        + " is searched yet"));
    }

    private CompletionStage<Outcome<Verified>> verify(DocumentRecord record, int sample) {
        return new Reading(means, record, sample)
                .begin()
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Reading.Read>(var failure) ->
                                    CompletableFuture.completedFuture(new Outcome.Bad<>(failure));
                            case Outcome.Good<Reading.Read>(var read) ->
                                    recomputing
                                            .of(read.drawn())
                                            .thenApply(recomputed ->
                                                    Outcome.good(
                                                            new Verified(
                                                                    record,
                                                                    read.checked(),
                                                                    recomputed)));
                        });
    }
}
