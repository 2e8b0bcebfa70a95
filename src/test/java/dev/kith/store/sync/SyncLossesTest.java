package dev.kith.store.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing counts as lost before every copy was gone through, again and again, in vain. */
class SyncLossesTest {
    private static final DocumentKey A = new DocumentKey(new CollectionName("notes"), "a");
    private static final DocumentKey B = new DocumentKey(new CollectionName("notes"), "b");

    private final SyncLosses losses = new SyncLosses();

    @Test
    void givesUpAfterThreeComparisonsThatBroughtNothing() {
        assertThat(losses.over(true, Set.of(A))).isEmpty(); // it began before A was torn, maybe
        assertThat(losses.over(true, Set.of(A))).isEmpty();
        assertThat(losses.over(true, Set.of(A))).isEmpty();
        assertThat(losses.over(true, Set.of(A))).containsExactly(A);
    }

    @Test
    void doesNotCountComparisonsInWhichSomebodyWasMissing() {
        for (int i = 0; i < 20; i++) assertThat(losses.over(false, Set.of(A))).isEmpty();
        assertThat(losses.over(true, Set.of(A))).isEmpty();
    }

    @Test
    void countsEachDocumentByItself() {
        for (int i = 0; i < 3; i++) losses.over(true, Set.of(A));

        assertThat(losses.over(true, Set.of(A, B))).containsExactly(A);
    }

    @Test
    void beginsAnewForWhatWasWholeInBetween() {
        for (int i = 0; i < 3; i++) losses.over(true, Set.of(A));
        losses.over(true, Set.of());

        assertThat(losses.over(true, Set.of(A))).isEmpty();
        assertThat(losses.over(true, Set.of(A))).isEmpty();
    }
}
