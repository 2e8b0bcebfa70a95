package dev.kith.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.Version;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * After a proof, all that its author computed and nobody checked is computed again: no more, no
 * less.
 */
class LedgerTest {
    private static final AgentId LIAR = new AgentId("did:key:z6Mkliarliar");
    private static final AgentId HONEST = new AgentId("did:key:z6Mkhonest00");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NOW = 100 * DAY;

    private final Ledger ledger = ledger(1000);

    @Test
    void givesBackWhatNobodyCheckedNewestFirst() {
        ledger.took(work(LIAR, 1, NOW - 5));
        ledger.took(work(HONEST, 2, NOW - 4));
        ledger.took(work(LIAR, 3, NOW - 3));
        ledger.checked(place(1), List.of(0, 2));
        ledger.checked(place(1), List.of(99));

        List<Redo> redo = ledger.proven(LIAR, NOW);

        assertThat(redo).extracting(r -> r.work().place()).containsExactly(place(3), place(1));
        assertThat(redo.getFirst().chunks()).containsExactly(0, 1, 2, 3);
        assertThat(redo.getLast().chunks()).containsExactly(1, 3);
    }

    @Test
    void leavesAloneWhatWasCheckedWhollyOrIsOlderThanTheWindow() {
        ledger.took(work(LIAR, 1, NOW));
        ledger.checked(place(1), List.of(0, 1, 2, 3));
        ledger.took(work(LIAR, 2, NOW - 30 * DAY));
        ledger.took(work(LIAR, 3, NOW - 30 * DAY - 1));

        assertThat(ledger.proven(LIAR, NOW))
                .extracting(r -> r.work().place())
                .containsExactly(place(2));
    }

    @Test
    void hidesABatchUntilItIsComputedAgain() {
        ledger.took(work(LIAR, 1, NOW));
        assertThat(ledger.hidden(place(1))).isFalse();

        ledger.proven(LIAR, NOW);
        assertThat(ledger.hidden(place(1))).isTrue();

        ledger.took(work(HONEST, 1, NOW));
        assertThat(ledger.hidden(place(1))).isFalse();
        assertThat(ledger.proven(LIAR, NOW)).isEmpty();
        assertThat(ledger.hiddenCount()).isZero();
    }

    @Test
    void forgetsTheOldestFirstAndNeverGrowsBeyondItsLimit() {
        Ledger small = ledger(3);
        for (int i = 0; i < 10; i++) small.took(work(LIAR, i, NOW + i));

        assertThat(small.size()).isEqualTo(3);
        assertThat(small.forgotten()).isEqualTo(7);
        assertThat(small.proven(LIAR, NOW))
                .extracting(r -> r.work().place())
                .containsExactly(place(9), place(8), place(7));
    }

    @Test
    void knowsExactlyWhatAModelKnows() {
        var random = new SplittableRandom(11);
        for (int round = 0; round < 100; round++) {
            Ledger one = ledger(1000);
            var mine = new HashSet<Integer>();
            for (int step = 0; step < 60; step++) {
                int at = random.nextInt(12);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        one.took(work(LIAR, at, NOW));
                        mine.add(at);
                    }
                    case 1 -> {
                        one.took(work(HONEST, at, NOW));
                        mine.remove(at);
                    }
                    case 2 -> {
                        one.gone(place(at));
                        mine.remove(at);
                    }
                    default -> throw new IllegalStateException();
                }
            }
            Set<Place> expected = new HashSet<>();
            mine.forEach(at -> expected.add(place(at)));
            assertThat(one.proven(LIAR, NOW))
                    .as("round " + round)
                    .extracting(r -> r.work().place())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Ledger ledger(int batchesMax) {
        return new Ledger(
                new AuditSettings.Memory(
                        Duration.ofDays(30),
                        batchesMax,
                        10,
                        10,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1)));
    }

    private static Work work(AgentId agent, int at, long time) {
        return new Work(agent, "model", place(at), 4, time);
    }

    private static Place place(int at) {
        var key = new DocumentKey(new CollectionName("books"), "d" + at);
        return new Place(key, new Version(1, "agent"), 0, 0);
    }
}
