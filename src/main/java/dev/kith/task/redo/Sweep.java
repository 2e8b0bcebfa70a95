package dev.kith.task.redo;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead.BatchPlace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Looks through partitions, one after the other, for documents with vectors of convicted agents,
 * and has them made anew. Holds a page of records and one of receipts at a time.
 */
final class Sweep {
    private static final int PAGE = 50;

    private final RedoMeans means;
    private final List<Integer> partitions;
    private int found;

    Sweep(RedoMeans means, List<Integer> partitions) {
        this.means = means;
        this.partitions = List.copyOf(partitions);
    }

    /** How many documents have such vectors; all of them are on their way to be made anew. */
    CompletionStage<Outcome<Integer>> begin() {
        return partition(0);
    }

    private CompletionStage<Outcome<Integer>> partition(int at) {
        if (at == partitions.size()) return Steps.done(found);
        return Steps.then(pages(partitions.get(at), Optional.empty()), _ -> partition(at + 1));
    }

    private CompletionStage<Outcome<Boolean>> pages(int partition, Optional<DocumentKey> after) {
        return Steps.then(
                means.copies().page(partition, after, PAGE),
                page ->
                        Steps.then(
                                documents(page, 0),
                                _ ->
                                        page.next().isPresent()
                                                ? pages(partition, page.next())
                                                : Steps.done(true)));
    }

    private CompletionStage<Outcome<Boolean>> documents(Copies.Page page, int at) {
        if (at == page.records().size()) return Steps.done(true);
        DocumentRecord record = page.records().get(at);
        if (record.state() != DocumentState.COMMITTED) return documents(page, at + 1);
        return Steps.then(
                Steps.then(wrong(record, BatchPlace.FIRST), wrong -> redo(record, wrong)),
                _ -> documents(page, at + 1));
    }

    private CompletionStage<Outcome<Boolean>> redo(DocumentRecord record, boolean wrong) {
        if (!wrong) return Steps.done(false);
        found++;
        return new Redoing(means, record).begin();
    }

    private CompletionStage<Outcome<Boolean>> wrong(DocumentRecord record, BatchPlace from) {
        return Steps.then(
                means.copies().chunkPage(record.key(), record.version(), false, from),
                page -> {
                    boolean here =
                            page.batches().stream()
                                    .map(batch -> batch.receipt())
                                    .anyMatch(means.convictions()::disbelieve);
                    return here || page.next().isEmpty()
                            ? Steps.done(here)
                            : wrong(record, page.next().get());
                });
    }
}
