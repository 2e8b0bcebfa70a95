package dev.kith.store;

import dev.kith.model.ChunkBatch;
import dev.kith.model.Outcome;
import dev.kith.store.Copies.ChunkPage;
import dev.kith.store.StoreRead.BatchPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads chunks page by page until they are all there.
 *
 * @param page asks for the page that begins at a place
 * @param wanted whether to go on at a place
 */
record ChunkPages(
        Function<BatchPlace, CompletionStage<Outcome<ChunkPage>>> page,
        Predicate<BatchPlace> wanted) {

    /** All pages from a place on, together; the first failure ends it. */
    CompletionStage<Outcome<List<ChunkBatch>>> from(BatchPlace place) {
        return from(place, List.of());
    }

    private CompletionStage<Outcome<List<ChunkBatch>>> from(
            BatchPlace place, List<ChunkBatch> before) {
        return page.apply(place)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<ChunkPage>(var failure) ->
                                    CompletableFuture.completedStage(new Outcome.Bad<>(failure));
                            case Outcome.Good<ChunkPage>(var found) -> {
                                var all = new ArrayList<>(before);
                                all.addAll(found.batches());
                                var next = found.next().filter(wanted);
                                yield next.isPresent()
                                        ? from(next.get(), all)
                                        : CompletableFuture.completedStage(Outcome.good(all));
                            }
                        });
    }
}
