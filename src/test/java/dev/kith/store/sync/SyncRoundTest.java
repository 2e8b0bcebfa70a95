package dev.kith.store.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.Documents;
import dev.kith.store.StoreWrite;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Whatever order answers come in, a walk takes over every version that it lacks exactly once, in
 * whole, with a bounded number of bundles on their way, and then ends.
 */
class SyncRoundTest {
    private static final int WINDOW = 3;

    /** How many pieces each document takes; its last piece brings its record. */
    private final TreeMap<String, Integer> pieces = new TreeMap<>();

    private final TreeMap<String, Integer> taken = new TreeMap<>();
    private final List<String> finished = new ArrayList<>();
    private final ArrayDeque<SyncRound.Step> open = new ArrayDeque<>();
    private int onTheirWayMax;

    @RepeatedTest(50)
    void takesOverWhatIsLackingOnce(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) pieces.put("doc-" + (100 + i), 1 + random.nextInt(4));
        var round = new SyncRound(WINDOW, 7, 5000);
        Optional<SyncRound.Done> done = Optional.empty();

        List<SyncRound.Step> begin = round.begin();
        open.addAll(begin);
        while (!open.isEmpty()) {
            var steps = new ArrayList<>(open);
            SyncRound.Step step = steps.get(random.nextInt(steps.size()));
            open.remove(step);
            if (step instanceof SyncRound.Done end) {
                assertThat(done).isEmpty();
                done = Optional.of(end);
            } else {
                open.addAll(answer(round, step, random));
            }
            onTheirWayMax = Math.max(onTheirWayMax, onTheirWay());
        }

        assertThat(done).contains(new SyncRound.Done(count));
        assertThat(finished).containsExactlyInAnyOrderElementsOf(pieces.keySet());
        assertThat(taken).isEqualTo(pieces);
        assertThat(onTheirWayMax).isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void endsAtOnceWhenTheOtherHasNothing() {
        var round = new SyncRound(WINDOW, 7, 5000);

        assertThat(round.begin()).containsExactly(new SyncRound.AskPage(Optional.empty()));
        round.listed(new SyncAnswer.ListingIs("b", List.of(), Optional.empty()));

        assertThat(round.wants(List.of())).containsExactly(new SyncRound.Done(0));
    }

    @Test
    void leavesOutWhatIsGoneByNow() {
        var round = new SyncRound(WINDOW, 7, 5000);
        round.begin();
        round.listed(new SyncAnswer.ListingIs("b", List.of(entry("a")), Optional.empty()));
        var ask = (SyncRound.AskParts) round.wants(List.of(entry("a"))).getFirst();
        var gone = new SyncAnswer.Bundle(Optional.empty(), List.of());

        assertThat(round.came(ask.ask(), parts(List.of(gone), Optional.empty())))
                .containsExactly(new SyncRound.Done(0));
    }

    private int onTheirWay() {
        return (int)
                open.stream()
                        .filter(s ->
                                s instanceof SyncRound.AskParts || s instanceof SyncRound.Apply)
                        .count();
    }

    private List<SyncRound.Step> answer(SyncRound round, SyncRound.Step step, Random random) {
        return switch (step) {
            case SyncRound.AskPage(var after) -> round.listed(page(after));
            case SyncRound.FindWants(var entries) -> round.wants(entries);
            case SyncRound.AskParts ask -> round.came(ask.ask(), some(ask, random));
            case SyncRound.Apply(long ask, var writes) -> {
                for (StoreWrite write : writes) note((StoreWrite.PutStored) write);
                yield round.written(ask);
            }
            case SyncRound.Done _ -> List.of();
        };
    }

    private void note(StoreWrite.PutStored stored) {
        taken.merge(stored.key().id(), stored.parts().size(), Integer::sum);
        if (stored.record().isPresent()) finished.add(stored.key().id());
    }

    /** As a source answers: some of the versions, the last perhaps in part. */
    private SyncAnswer.PartsAre some(SyncRound.AskParts ask, Random random) {
        var bundles = new ArrayList<SyncAnswer.Bundle>();
        int from = ask.from().segment();
        int room = 1 + random.nextInt(6);
        for (SyncQuestion.Item item : ask.items()) {
            int all = pieces.getOrDefault(item.key().id(), 0);
            int until = Math.min(all, from + room);
            var parts = new ArrayList<StoreWrite.Part>();
            for (int i = from; i < until; i++) {
                parts.add(new StoreWrite.Part(false, i, 0, new Blob(new byte[] {1})));
            }
            room -= until - from;
            bundles.add(new SyncAnswer.Bundle(Optional.of(record(item.key().id())), parts));
            if (until < all) {
                return parts(bundles, Optional.of(new SyncQuestion.PartPlace(false, until, 0)));
            }
            if (room == 0) break;
            from = 0;
        }
        return parts(bundles, Optional.empty());
    }

    private static SyncAnswer.PartsAre parts(
            List<SyncAnswer.Bundle> bundles, Optional<SyncQuestion.PartPlace> next) {
        return new SyncAnswer.PartsAre("b", bundles, next, false);
    }

    private SyncAnswer.ListingIs page(Optional<DocumentKey> after) {
        var rest = after.isEmpty() ? pieces : pieces.tailMap(after.get().id(), false);
        List<Entry> entries = rest.keySet().stream().limit(7).map(SyncRoundTest::entry).toList();
        Optional<DocumentKey> next =
                rest.size() > 7 ? Optional.of(entries.getLast().key()) : Optional.empty();
        return new SyncAnswer.ListingIs("b", entries, next);
    }

    private static DocumentRecord record(String id) {
        return Documents.committed(id, 1);
    }

    private static Entry entry(String id) {
        return Entry.of(record(id));
    }
}
