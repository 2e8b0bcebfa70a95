package dev.kith.task.redo;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead.BatchPlace;
import dev.kith.store.StoreWrite;
import dev.kith.task.run.Task;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has one document embedded anew, but for the batches of agents that are believed: its text and
 * those batches become a version of their own, which a task completes.
 *
 * <p>That version counts more than the one with the wrong vectors, and less than anything that a
 * user has put or will put since: it has the time of the old one and the next name in order. Every
 * agent comes to the same, so it does no harm when two do it.
 */
final class Redoing {
    /** After a letter or digit in the order of names, and in no agent's own short form. */
    private static final String ANEW = "~";

    private final RedoMeans means;
    private final DocumentRecord old;

    Redoing(RedoMeans means, DocumentRecord old) {
        this.means = means;
        this.old = old;
    }

    /** Whether it was begun; not, where a newer version is on its way or there already. */
    CompletionStage<Outcome<Boolean>> begin() {
        return Steps.then(
                means.copies().head(old.key()),
                head -> {
                    Optional<DocumentRecord> newest = head.newest();
                    boolean stands =
                            head.visible().filter(r -> same(r, old)).isPresent()
                                    && head.standing().filter(r -> same(r, old)).isPresent();
                    return stands ? anew(newest.orElseThrow()) : Steps.done(false);
                });
    }

    private static boolean same(DocumentRecord one, DocumentRecord other) {
        return one.version().equals(other.version());
    }

    private CompletionStage<Outcome<Boolean>> anew(DocumentRecord newest) {
        Version before = newest.version();
        DocumentRecord pending = pending(new Version(before.time(), before.agent() + ANEW));
        return Steps.then(
                Steps.then(segments(pending, 0), _ -> batches(pending, BatchPlace.FIRST)),
                _ ->
                        Steps.then(
                                write(new StoreWrite.PutDocument(pending, List.of())),
                                _ -> {
                                    means.trades().task(pending.task(), new Task.Wake(pending));
                                    return Steps.done(true);
                                }));
    }

    private CompletionStage<Outcome<Boolean>> segments(DocumentRecord pending, int from) {
        if (from == old.segments()) return Steps.done(true);
        return Steps.then(
                means.copies().segment(old.key(), old.version(), from),
                segment ->
                        Steps.then(
                                write(
                                        new StoreWrite.PutSegments(
                                                pending.key(),
                                                pending.version(),
                                                List.of(segment))),
                                _ -> segments(pending, from + 1)));
    }

    private CompletionStage<Outcome<Boolean>> batches(DocumentRecord pending, BatchPlace from) {
        return means.copies()
                .chunkPage(old.key(), old.version(), true, from)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Copies.ChunkPage>(var page) -> batches(pending, page);
                            // It is damaged everywhere, and computed again like what is missing.
                            case Outcome.Bad<Copies.ChunkPage>(var failure)
                                    when failure.code() == Failure.Code.CORRUPT_DATA ->
                                    batches(
                                            pending,
                                            new BatchPlace(from.segment(), from.batch() + 1));
                            case Outcome.Bad<Copies.ChunkPage>(var failure) ->
                                    CompletableFuture.completedStage(new Outcome.Bad<>(failure));
                        });
    }

    private CompletionStage<Outcome<Boolean>> batches(
            DocumentRecord pending, Copies.ChunkPage page) {
        return Steps.then(
                keep(pending, page.batches()),
                _ ->
                        page.next()
                                .map(next -> batches(pending, next))
                                .orElseGet(() -> Steps.done(true)));
    }

    private CompletionStage<Outcome<Boolean>> keep(
            DocumentRecord pending, List<ChunkBatch> batches) {
        List<ChunkBatch> good =
                batches.stream().filter(b -> !means.convictions().disbelieve(b.receipt())).toList();
        if (good.isEmpty()) return Steps.done(true);
        return write(new StoreWrite.PutChunks(pending.key(), pending.version(), good));
    }

    private CompletionStage<Outcome<Boolean>> write(StoreWrite write) {
        CompletionStage<Outcome<Copies.Written>> written = means.copies().write(write, 0);
        return Steps.then(written, _ -> Steps.done(true));
    }

    private DocumentRecord pending(Version version) {
        return new DocumentRecord(
                old.key(),
                version,
                DocumentState.PENDING,
                old.task(),
                old.content(),
                old.text(),
                old.title(),
                old.format(),
                old.metadata(),
                old.segments(),
                old.chars(),
                0,
                means.clock().millis() + means.deadline().toMillis(),
                Optional.empty());
    }
}
