package dev.kith.store.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Two copies find in one message in which few ranges of documents they differ, and by how much. */
class RangesTest {
    @RepeatedTest(20)
    void differInExactlyTheRangesOfWhatOneLacks(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var whole = new Ranges();
        var part = new Ranges();
        var lacking = new BitSet();
        long bytes = 0;
        long documents = 0;
        for (Entry entry : shuffled(random, 3000)) {
            whole.add(entry);
            if (random.nextInt(100) > 0) {
                part.add(entry);
            } else {
                lacking.set(Ranges.of(entry.key()));
                bytes += entry.bytes();
                documents++;
            }
        }

        assertThat(part.differing(whole)).isEqualTo(lacking);
        assertThat(whole.differing(part)).isEqualTo(lacking);
        assertThat(part.lacking(whole)).isEqualTo(new Lack(documents, bytes, 0));
        assertThat(whole.lacking(part)).isEqualTo(Lack.NONE);
    }

    @RepeatedTest(5)
    void areTheSameInWhateverOrderThingsCameAndWent(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var one = new Ranges();
        var two = new Ranges();
        List<Entry> extra = shuffled(random, 50);
        for (Entry entry : extra) two.add(Entry.of(Documents.pending(entry.key().id(), 9)));
        for (Entry entry : shuffled(random, 500)) one.add(entry);
        for (Entry entry : shuffled(random, 500)) two.add(entry);
        for (Entry entry : extra) two.remove(Entry.of(Documents.pending(entry.key().id(), 9)));

        assertThat(one.toBlob()).isEqualTo(two.toBlob());
    }

    @Test
    void travelUnchanged() {
        var ranges = new Ranges();
        for (Entry entry : shuffled(new Random(1), 100)) ranges.add(entry);

        assertThat(Ranges.of(ranges.toBlob()).toBlob()).isEqualTo(ranges.toBlob());
        assertThat(Ranges.of(ranges.toBlob()).differing(ranges).isEmpty()).isTrue();
    }

    @Test
    void tellStatesApart() {
        var pending = new Ranges();
        var deleted = new Ranges();
        pending.add(Entry.of(Documents.pending("a", 1)));
        deleted.add(Entry.of(Documents.in(DocumentState.DELETED, "a", 1)));

        assertThat(pending.differing(deleted).cardinality()).isOne();
    }

    private static List<Entry> shuffled(Random random, int count) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) entries.add(Entry.of(Documents.committed("doc-" + i, 1)));
        java.util.Collections.shuffle(entries, random);
        return entries;
    }
}
