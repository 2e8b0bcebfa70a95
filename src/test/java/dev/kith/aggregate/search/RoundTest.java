package dev.kith.aggregate.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CopyId;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.Statistics;
import dev.kith.wire.PartitionSearch.StatisticsFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One round asks every copy before it asks one again, each a few times at the most, and believes
 * one that is not behind over one that is.
 */
class RoundTest {
    private static final CopyId FIRST = new CopyId(0, 0);
    private static final CopyId SECOND = new CopyId(0, 1);

    private final Round round = new Round(Map.of(0, List.of(FIRST, SECOND)));

    @Test
    void asksOneCopyAndIsOverWhenItAnswers() {
        assertThat(round.begin()).containsExactly(FIRST);
        assertThat(round.over()).isFalse();

        assertThat(round.answered(FIRST, reply(1), false)).isEmpty();

        assertThat(round.over()).isTrue();
        assertThat(round.seen()).containsExactly(0);
    }

    @Test
    void asksAnotherWhenTheFirstIsLateAndTakesWhoeverComesFirst() {
        round.begin();

        assertThat(round.hedge()).containsExactly(SECOND);
        round.answered(SECOND, reply(2), false);
        round.answered(FIRST, reply(1), false);

        assertThat(round.answers()).containsExactly(reply(2));
        assertThat(round.ordersByAnswer()).containsEntry(0, List.of(SECOND, FIRST));
    }

    @Test
    void asksAnotherAtOnceWhenOneRefusesAndTheFirstAgainOnlyLater() {
        round.begin();

        assertThat(round.refused(FIRST)).containsExactly(SECOND);
        assertThat(round.refused(SECOND)).isEmpty();
        assertThat(round.over()).isFalse();

        assertThat(round.hedge()).containsExactly(FIRST);
        round.answered(FIRST, reply(1), false);
        assertThat(round.over()).isTrue();
    }

    @Test
    void asksNobodyForEver() {
        round.begin();
        round.refused(FIRST);
        round.refused(SECOND);

        for (int i = 0; i < 2; i++) {
            assertThat(round.hedge()).containsExactly(FIRST);
            round.refused(FIRST);
            assertThat(round.hedge()).containsExactly(SECOND);
            round.refused(SECOND);
        }

        assertThat(round.hedge()).isEmpty();
        assertThat(round.over()).isTrue();
        assertThat(round.answers()).isEmpty();
        assertThat(round.seen()).isEmpty();
    }

    @Test
    void prefersACopyThatIsNotBehind() {
        round.begin();

        assertThat(round.answered(FIRST, reply(1), true)).containsExactly(SECOND);
        assertThat(round.over()).isFalse();
        round.answered(SECOND, reply(2), false);

        assertThat(round.answers()).containsExactly(reply(2));
        assertThat(round.seen()).containsExactly(0);
    }

    @Test
    void usesACopyThatIsBehindButDoesNotCountIt() {
        round.begin();
        round.answered(FIRST, reply(1), true);

        round.answered(SECOND, reply(2), true);

        assertThat(round.over()).isTrue();
        assertThat(round.answers()).containsExactly(reply(1));
        assertThat(round.seen()).isEmpty();
    }

    @Test
    void isOverAtOnceWithoutPartitions() {
        var none = new Round(Map.of());

        assertThat(none.begin()).isEmpty();
        assertThat(none.over()).isTrue();
    }

    private static Reply reply(int agent) {
        return new StatisticsFound(0, "agent" + agent, false, new Statistics(1, 1, Map.of()));
    }
}
