package dev.kith.store.level;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import dev.kith.store.StoreSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A turn's promise: only large pulls wait for each other, and each takes one turn and gives it
 * back.
 */
class SyncTurnTest {
    private static final Suspicion SMALL = lacking(1 << 10, 0);
    private static final Suspicion LARGE = lacking(8 << 20, 16 << 20);
    private static final Suspicion ALL = lacking(8 << 20, 0);

    private final SyncBudget budget =
            new SyncBudget(
                    StoreSettings.from(
                            ConfigFactory.parseString("kith.store.sync-pulls-max = 1")
                                    .withFallback(ConfigFactory.load())
                                    .getConfig("kith.store")),
                    () -> Instant.EPOCH);
    private final List<String> told = new ArrayList<>();

    @Test
    void knowsSmallFromLargeAndFromAllThereIs() {
        assertThat(List.of(SMALL, LARGE, ALL))
                .extracting(Suspicion::large)
                .containsExactly(false, true, true);
        assertThat(List.of(SMALL, LARGE, ALL))
                .extracting(Suspicion::wholesale)
                .containsExactly(false, false, true);
    }

    @Test
    void letsSmallOnesBeginAtOnce() {
        var large = turn("large");
        assertThat(large.take(LARGE)).isEqualTo(SyncTurn.Next.BEGIN);

        assertThat(turn("small").take(SMALL)).isEqualTo(SyncTurn.Next.BEGIN);
        assertThat(turn("other").take(LARGE)).isEqualTo(SyncTurn.Next.WAIT);
    }

    @Test
    void givesBackOneTurnOnceHoweverOftenItWasAsked() {
        var first = turn("first");
        var second = turn("second");
        assertThat(first.take(ALL)).isEqualTo(SyncTurn.Next.PREPARE);
        assertThat(first.take(ALL)).isEqualTo(SyncTurn.Next.GO_ON);
        assertThat(second.take(ALL)).isEqualTo(SyncTurn.Next.WAIT);

        assertThat(first.end()).as("it was prepared").isTrue();
        assertThat(first.end()).isFalse();

        assertThat(told).containsExactly("second");
        assertThat(second.take(ALL)).isEqualTo(SyncTurn.Next.PREPARE);
        assertThat(turn("third").take(ALL)).isEqualTo(SyncTurn.Next.WAIT);
    }

    @Test
    void waitsForACopyThatMayComeBackBeforeAllOfItIsFetched() {
        budget.lost();
        assertThat(turn("all").take(ALL)).isEqualTo(SyncTurn.Next.WAIT);
        assertThat(turn("large").take(LARGE)).isEqualTo(SyncTurn.Next.BEGIN);
    }

    private SyncTurn turn(String name) {
        return new SyncTurn(budget, () -> told.add(name));
    }

    private static Suspicion lacking(long bytes, long here) {
        var mine = new Ranges();
        var theirs = new Ranges();
        if (here > 0) {
            mine.add(entry("both", here));
            theirs.add(entry("both", here));
        }
        theirs.add(entry("more", bytes));
        return Suspicion.of(mine, theirs, new BitSet());
    }

    private static Entry entry(String id, long bytes) {
        return new Entry(
                Documents.key(id), Documents.version(1), DocumentState.COMMITTED, bytes, 0);
    }
}
