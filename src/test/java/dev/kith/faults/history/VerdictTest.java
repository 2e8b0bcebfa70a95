package dev.kith.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Event.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge lets pass what was promised and flags what was not. */
class VerdictTest {
    private static final int JUDGE = Tale.JUDGE;

    private final Tale tale = new Tale();

    @Test
    void passesWhatIsThereAsItWasAcknowledged() {
        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.OK);
        tale.put("b", 1, Phase.OK);
        tale.delete("b", Phase.OK);
        tale.settled();
        tale.finds("a", 2);
        tale.finds("b");

        assertThat(tale.verdict().holds()).isTrue();
        assertThat(tale.verdict().acknowledged()).isEqualTo(4);
        assertThat(tale.verdict().operations()).isEqualTo(6);
    }

    @Test
    void flagsWhatWasAcknowledgedAndIsGone() {
        tale.put("a", 1, Phase.OK);
        tale.finds("a");

        assertThat(tale.lost()).singleElement().asString().contains("a is gone");
    }

    @Test
    void flagsWhatWentBackToAnOlderVersion() {
        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.OK);
        tale.finds("a", 1);

        assertThat(tale.lost()).singleElement().asString().contains("a went back");
    }

    @Test
    void flagsWhatCannotBeReadAtTheEnd() {
        tale.put("a", 1, Phase.OK);
        tale.add(JUDGE, Action.FINAL, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "504");

        assertThat(tale.lost()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void allowsEitherOutcomeOfWhatIsUnknown() {
        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.UNKNOWN);
        tale.finds("a", 1);
        tale.put("b", 1, Phase.OK);
        tale.put("b", 2, Phase.UNKNOWN);
        tale.finds("b", 2);
        tale.put("c", 1, Phase.OK);
        tale.delete("c", Phase.UNKNOWN);
        tale.finds("c");

        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void allowsThatAnUnknownWriteArrivesAfterALaterOne() {
        tale.put("a", 1, Phase.UNKNOWN);
        tale.put("a", 2, Phase.OK);
        tale.finds("a", 1);

        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void takesAnOperationWithoutEndAsUnknown() {
        tale.put("a", 1, Phase.OK);
        tale.begins(1, Action.DELETE, "a", 0);
        tale.finds("a");

        assertThat(tale.verdict().holds()).isTrue();
        assertThat(tale.verdict().unknown()).isOne();
    }

    @Test
    void flagsWhatWasDeletedAndIsThereAgain() {
        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.finds("a", 1);

        assertThat(tale.verdict().violated(NoDeletedDocumentReturns.class)).isOne();
        assertThat(tale.lost()).isEmpty();
    }

    @Test
    void doesNotTakeAnOlderUnknownPutForAReturn() {
        tale.put("a", 1, Phase.UNKNOWN);
        tale.delete("a", Phase.OK);
        tale.finds("a", 1);

        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void countsWhatWasRefusedAndIsThereAllTheSame() {
        tale.put("a", 1, Phase.FAIL);
        tale.finds("a", 1);

        assertThat(tale.verdict().presentThoughFailed()).isOne();
        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void flagsTwoVersionsInOneAnswer() {
        tale.put("a", 1, Phase.OK);
        tale.put("a", 2, Phase.OK);
        tale.searches("a", true, 1, 2);

        assertThat(tale.verdict().violated(OneVersionIsVisible.class)).isOne();
    }

    @Test
    void flagsTheSamePassageTwiceInOneAnswer() {
        tale.put("a", 1, Phase.OK);
        tale.searches("a", true, 1, 1);

        assertThat(tale.verdict().violated(OneVersionIsVisible.class)).isOne();
    }

    @Test
    void flagsCompleteCoverageThatMissesWhatAllHadAtRest() {
        tale.put("a", 1, Phase.OK);
        tale.settled();
        tale.searches("a", true);

        assertThat(tale.verdict().violated(CoverageIsTrue.class)).isOne();
    }

    @Test
    void flagsCompleteCoverageThatShowsWhatWasDeletedAtRest() {
        tale.put("a", 1, Phase.OK);
        tale.delete("a", Phase.OK);
        tale.settled();
        tale.searches("a", true, 1);

        assertThat(tale.verdict().violated(CoverageIsTrue.class)).isOne();
    }

    @Test
    void believesASearchThatSaysItIsPartial() {
        tale.put("a", 1, Phase.OK);
        tale.settled();
        tale.searches("a", false);

        assertThat(tale.verdict().holds()).isTrue();
        assertThat(tale.verdict().partialSearches()).isOne();
    }

    @Test
    void asksNothingOfCoverageWhereTheDocumentIsBeingWritten() {
        tale.put("a", 1, Phase.OK);
        tale.settled();
        tale.put("a", 2, Phase.OK);
        tale.searches("a", true, 1);
        tale.put("b", 1, Phase.OK);
        tale.searches("b", true);

        assertThat(tale.verdict().holds()).isTrue();
    }

    @Test
    void flagsATaskThatEndsTwice() {
        tale.add(1, Action.PUT, "a", 1, Phase.OK, new Seen(List.of(), true, "completed", 2), "");
        tale.add(JUDGE, Action.TASK, "a", 1, Phase.OK, Tale.state("failed"), "");

        assertThat(tale.verdict().violated(EveryTaskEndsOnce.class)).isOne();
    }

    @Test
    void flagsATaskThatNeverEnds() {
        tale.put("a", 1, Phase.OK);
        tale.add(JUDGE, Action.TASK, "a", 1, Phase.OK, Tale.state("working"), "");

        assertThat(tale.verdict().violated(EveryTaskEndsOnce.class)).isOne();
    }

    @Test
    void flagsRankingsThatDiffer() {
        tale.add(JUDGE, Action.RANK, "why", 1, Phase.OK, Tale.state("a=1 b=2"), "");
        tale.add(JUDGE, Action.RANK, "why", 1, Phase.OK, Tale.state("a=1 b=2"), "");
        tale.add(JUDGE, Action.RANK, "why", 2, Phase.OK, Tale.state("a=3"), "");
        assertThat(tale.verdict().holds()).isTrue();

        tale.add(JUDGE, Action.RANK, "why", 2, Phase.OK, Tale.state("b=3"), "");
        assertThat(tale.verdict().violated(RankingIsTheSameEverywhere.class)).isOne();
    }

    @Test
    void countsASearchAsFailedOnlyIfItsAgentWasUp() {
        tale.add(1, Action.SEARCH, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "0 reset");
        tale.add(1, Action.SEARCH, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "up 504 late");
        tale.searches("a", true);

        assertThat(tale.verdict().failedSearches()).isOne();
        assertThat(tale.verdict().searches()).isEqualTo(2);
    }

    @Test
    void measuresHowLongAReadWasStale() {
        tale.add(1, Action.PUT, "a", 1, Phase.OK, new Seen(List.of(), true, "completed", 2), "");
        long acknowledged = tale.events().getLast().at();
        tale.add(1, Action.GET, "a", 0, Phase.OK, Seen.of(List.of(), true), "");
        tale.add(1, Action.GET, "a", 0, Phase.OK, Seen.of(List.of(1), true), "");

        assertThat(tale.verdict().staleMillis())
                .containsExactly(tale.events().get(2).at() - acknowledged);
    }
}
