package dev.kith.task.intake;

import dev.kith.model.DocumentKey;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings one version's segments to the store, a few writes at a time. */
final class Writer {
    private final Copies store;
    private final int inFlight;
    private final DocumentKey key;
    private final int copies;

    /**
     * A writer.
     *
     * @param copies how many have to have each segment; 0 for the network's own W
     */
    Writer(Means means, DocumentKey key, int copies) {
        this.store = means.copies();
        this.inFlight = means.limits().writesInFlight();
        this.key = key;
        this.copies = copies;
    }

    /** Writes every group; good once all are acknowledged, or the first failure. */
    CompletionStage<Outcome<Boolean>> segments(Version version, List<List<Segment>> groups) {
        CompletionStage<Outcome<Boolean>> all =
                CompletableFuture.completedStage(Outcome.good(true));
        if (groups.isEmpty()) return all;
        int now = Math.min(inFlight, groups.size());
        for (List<Segment> group : groups.subList(0, now)) {
            var written = store.write(new StoreWrite.PutSegments(key, version, group), copies);
            all =
                    all.thenCombine(
                            written, (before, next) -> before.then(_ -> next.then(Writer::good)));
        }
        List<List<Segment>> rest = groups.subList(now, groups.size());
        return all.thenCompose(outcome ->
                switch (outcome) {
                    case Outcome.Good<Boolean> _ -> segments(version, rest);
                    case Outcome.Bad<Boolean> bad -> CompletableFuture.completedStage(bad);
                });
    }

    private static Outcome<Boolean> good(Copies.Written written) {
        return Outcome.good(written.copies() > 0);
    }
}
