package dev.kith.store.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.store.sync.SyncLosses.Comparison;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Nothing counts as lost before every copy that is here was gone through, again and again, in vain;
 * and nothing is given up before whoever is away had the time to come back.
 */
class SyncLossesTest {
    private static final DocumentKey A = new DocumentKey(new CollectionName("notes"), "a");
    private static final DocumentKey B = new DocumentKey(new CollectionName("notes"), "b");
    private static final long PATIENCE = Duration.ofHours(1).toMillis();

    private final SyncLosses losses = new SyncLosses(Duration.ofHours(1));
    private Set<DocumentKey> known = Set.of();
    private long now = 1000;

    @Test
    void isLostAfterThreeComparisonsThatBroughtNothing() {
        assertThat(lost(true, A)).isEmpty(); // it began before A was torn, maybe
        assertThat(lost(true, A)).isEmpty();
        assertThat(lost(true, A)).isEmpty();
        assertThat(lost(true, A)).containsExactly(A);
    }

    @Test
    void givesUpNothingWhileSomebodyHasNotAnswered() {
        for (int i = 0; i < 20; i++) assertThat(lost(false, A)).isEmpty();
    }

    /** Answers get lost on the way; each copy that was gone through counts nevertheless. */
    @Test
    void goesThroughOneCopyInOneComparisonAndThroughTheOtherInTheNext() {
        lost(false, A);
        for (int i = 0; i < 3; i++) {
            var one = new Comparison(true, Set.of("b", "c"), Set.of("b"));
            assertThat(over(one, A).lost()).isEmpty();
        }
        for (int i = 0; i < 2; i++) {
            var other = new Comparison(i == 0, Set.of("b", "c"), Set.of("c"));
            assertThat(over(other, A).lost()).isEmpty();
        }
        var last = new Comparison(true, Set.of("b", "c"), Set.of("c"));
        assertThat(over(last, A).lost()).containsExactly(A);
    }

    @Test
    void asksWhoeverHasComeLately() {
        lost(false, A);
        for (int i = 0; i < 2; i++) lost(true, A);
        var more = new Comparison(true, Set.of("b", "c", "d"), Set.of("b", "c", "d"));

        assertThat(over(more, A).lost()).isEmpty();
        assertThat(over(more, A).lost()).isEmpty();
        assertThat(over(more, A).lost()).containsExactly(A);
    }

    @Test
    void countsEachDocumentByItself() {
        for (int i = 0; i < 3; i++) lost(true, A);

        assertThat(lost(true, A, B)).containsExactly(A);
    }

    @Test
    void beginsAnewForWhatWasWholeInBetween() {
        for (int i = 0; i < 3; i++) lost(true, A);
        lost(true);

        assertThat(lost(true, A)).isEmpty();
        assertThat(lost(true, A)).isEmpty();
    }

    @Test
    void waitsForThoseWhoAreAwayBeforeItGivesAnythingUp() {
        for (int i = 0; i < 20; i++) assertThat(over(true, A).forsaken()).isEmpty();

        now += PATIENCE - 1;
        assertThat(over(true, A).forsaken()).isEmpty();
        now += 1;
        assertThat(over(true, A).forsaken()).containsExactly(A);
    }

    /** Another version came, and it may be that one of which parts are missing now. */
    @Test
    void looksAnewOnceSomethingNewIsKnownOfADocument() {
        for (int i = 0; i < 4; i++) over(true, A);
        now += PATIENCE;
        assertThat(over(true, A).forsaken()).containsExactly(A);

        known = Set.of();

        assertThat(over(true, A).lost()).isEmpty();
        for (int i = 0; i < 3; i++) over(true, A);
        SyncLosses.Losses again = over(true, A);
        assertThat(again.lost()).containsExactly(A);
        assertThat(again.forsaken()).isEmpty();
    }

    private Set<DocumentKey> lost(boolean sure, DocumentKey... torn) {
        return over(sure, torn).lost();
    }

    private SyncLosses.Losses over(boolean sure, DocumentKey... torn) {
        return over(new Comparison(sure, Set.of("b", "c"), Set.of("b", "c")), torn);
    }

    private SyncLosses.Losses over(Comparison comparison, DocumentKey... torn) {
        SyncLosses.Losses found = losses.over(comparison, Set.of(torn), known, now);
        known = found.lost();
        return found;
    }
}
