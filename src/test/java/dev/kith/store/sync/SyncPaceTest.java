package dev.kith.store.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.store.Documents;
import dev.kith.store.level.Digest;
import dev.kith.store.level.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Comparing costs little while documents arrive, and finds at once what is really missing. */
class SyncPaceTest {
    @Test
    void goesThroughAtOnceWhenSomethingIsKnownToBeMissing() {
        var pace = new SyncPace();
        for (int i = 0; i < 10; i++) {
            assertThat(pace.due(true, false)).isTrue();
            pace.walked(0);
        }
    }

    @Test
    void goesThroughAtOnceWhenADifferenceStandsStill() {
        assertThat(new SyncPace().due(false, true)).isTrue();
    }

    @Test
    void waitsWhileDocumentsArriveButNotForEver() {
        var pace = new SyncPace();
        int walks = 0;
        for (int round = 0; round < 100; round++) {
            if (pace.due(false, false)) {
                walks++;
                pace.walked(0);
            }
        }
        assertThat(walks).isBetween(2, 8);
    }

    @Test
    void becomesRarerWhenNothingIsFoundAndEagerAgainWhenSomethingIs() {
        var pace = new SyncPace();
        int walks = 0;
        for (int round = 0; round < 100; round++) {
            if (pace.due(false, true)) {
                walks++;
                pace.walked(0);
            }
        }
        assertThat(walks).isBetween(3, 12);
        pace.walked(1);
        assertThat(pace.due(false, true)).isTrue();
    }

    @RepeatedTest(10)
    void sumsToTheSameInAnyOrder(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 50; i++) {
            var record = Documents.pending("doc-" + i, 1 + random.nextInt(9));
            entries.add(Entry.of(record));
        }
        Digest sum = Digest.EMPTY;
        for (Entry entry : entries) sum = sum.plus(entry);

        Collections.shuffle(entries, random);
        Digest back = sum;
        for (Entry entry : entries) back = back.minus(entry);

        assertThat(back).isEqualTo(Digest.EMPTY);
        assertThat(sum).isNotEqualTo(sum.minus(entries.getFirst()));
        assertThat(sum.text()).hasSize(32);
    }
}
