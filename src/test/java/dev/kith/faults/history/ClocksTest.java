package dev.kith.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.faults.history.Event.Phase;
import org.junit.jupiter.api.Test;

/**
 * Where clocks disagreed in a split no rule can tell which write was the later one; that excuses
 * what was written between the rests before and after, and nothing else.
 */
class ClocksTest {
    private final Tale tale = new Tale();

    @Test
    void excusesAnOlderVersionOnlyWhereClocksDisagreedInASplit() {
        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.OK);
        tale.finds("a", 1);
        tale.fault("clock-jumps: ada PT1H");
        assertThat(tale.lost()).isNotEmpty();

        tale.fault("split-halves: ada ben");
        assertThat(tale.lost()).isEmpty();

        tale.put("b", 1, Phase.OK);
        tale.finds("b");
        assertThat(tale.lost()).as("gone is gone, whatever the clocks said").hasSize(1);
    }

    @Test
    void findsADeletedDocumentThatReturnsInALaterSeed() {
        tale.settled();
        clocksDisagreeInASplit();
        tale.settled();

        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.settled();
        tale.finds("a", 1);

        assertThat(tale.returned()).singleElement().asString().contains("a was deleted");
    }

    @Test
    void findsAnOlderVersionInALaterSeed() {
        tale.settled();
        clocksDisagreeInASplit();
        tale.settled();

        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.OK);
        tale.settled();
        tale.finds("a", 1);

        assertThat(tale.lost()).singleElement().asString().contains("a went back");
    }

    @Test
    void findsADocumentOfAnEarlierSeedThatReturns() {
        tale.settled();
        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.settled();

        clocksDisagreeInASplit();
        tale.settled();
        tale.finds("a", 1);

        assertThat(tale.returned()).hasSize(1);
    }

    @Test
    void excusesWhatWasWrittenInThatSeedHoweverLateItIsSeen() {
        tale.settled();
        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.put("b", 1, Phase.OK);
        tale.put("b", 2, Phase.OK);
        clocksDisagreeInASplit();
        tale.settled();
        tale.finds("a", 1);
        tale.finds("b", 1);
        tale.settled();
        tale.finds("a", 1);
        tale.finds("b", 1);

        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void takesAClockAndASplitInTwoSeedsForTwoThings() {
        tale.settled();
        tale.fault("clock-jumps: ada PT1H");
        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.settled();
        tale.fault("split-halves: ada ben");
        tale.settled();
        tale.finds("a", 1);

        assertThat(tale.returned()).hasSize(1);
    }

    private void clocksDisagreeInASplit() {
        tale.fault("split-halves: ada ben");
        tale.fault("clock-jumps: ada PT1H");
    }
}
