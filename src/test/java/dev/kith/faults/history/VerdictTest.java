package dev.kith.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Event.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge lets pass what was promised and flags what was not. */
class VerdictTest {
    private static final int JUDGE = 9;

    private final List<Event> events = new ArrayList<>();

    @Test
    void passesWhatIsThereAsItWasAcknowledged() {
        put("a", 1, Phase.OK);
        put("a", 2, Phase.OK);
        put("b", 1, Phase.OK);
        delete("b", Phase.OK);
        settled();
        finds("a", 2);
        finds("b");

        assertThat(verdict().holds()).isTrue();
        assertThat(verdict().acknowledged()).isEqualTo(4);
        assertThat(verdict().operations()).isEqualTo(6);
    }

    @Test
    void flagsWhatWasAcknowledgedAndIsGone() {
        put("a", 1, Phase.OK);
        finds("a");

        assertThat(lost()).singleElement().asString().contains("a is gone");
    }

    @Test
    void flagsWhatWentBackToAnOlderVersion() {
        put("a", 1, Phase.OK);
        put("a", 2, Phase.OK);
        finds("a", 1);

        assertThat(lost()).singleElement().asString().contains("a went back");
    }

    @Test
    void flagsWhatCannotBeReadAtTheEnd() {
        put("a", 1, Phase.OK);
        add(JUDGE, Action.FINAL, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "504");

        assertThat(lost()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void allowsEitherOutcomeOfWhatIsUnknown() {
        put("a", 1, Phase.OK);
        put("a", 2, Phase.UNKNOWN);
        finds("a", 1);
        put("b", 1, Phase.OK);
        put("b", 2, Phase.UNKNOWN);
        finds("b", 2);
        put("c", 1, Phase.OK);
        delete("c", Phase.UNKNOWN);
        finds("c");

        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void allowsThatAnUnknownWriteArrivesAfterALaterOne() {
        put("a", 1, Phase.UNKNOWN);
        put("a", 2, Phase.OK);
        finds("a", 1);

        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void takesAnOperationWithoutEndAsUnknown() {
        put("a", 1, Phase.OK);
        events.add(event(1, Action.DELETE, "a", 0, Phase.INVOKE, Seen.NOTHING, ""));
        finds("a");

        assertThat(verdict().holds()).isTrue();
        assertThat(verdict().unknown()).isOne();
    }

    @Test
    void flagsWhatWasDeletedAndIsThereAgain() {
        put("a", 1, Phase.OK);
        delete("a", Phase.OK);
        finds("a", 1);

        assertThat(verdict().violated(NoDeletedDocumentReturns.class)).isOne();
        assertThat(lost()).isEmpty();
    }

    @Test
    void doesNotTakeAnOlderUnknownPutForAReturn() {
        put("a", 1, Phase.UNKNOWN);
        delete("a", Phase.OK);
        finds("a", 1);

        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void countsWhatWasRefusedAndIsThereAllTheSame() {
        put("a", 1, Phase.FAIL);
        finds("a", 1);

        assertThat(verdict().presentThoughFailed()).isOne();
        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void flagsTwoVersionsInOneAnswer() {
        put("a", 1, Phase.OK);
        put("a", 2, Phase.OK);
        searches("a", true, 1, 2);

        assertThat(verdict().violated(OneVersionIsVisible.class)).isOne();
    }

    @Test
    void flagsTheSamePassageTwiceInOneAnswer() {
        put("a", 1, Phase.OK);
        searches("a", true, 1, 1);

        assertThat(verdict().violated(OneVersionIsVisible.class)).isOne();
    }

    @Test
    void flagsCompleteCoverageThatMissesWhatAllHadAtRest() {
        put("a", 1, Phase.OK);
        settled();
        searches("a", true);

        assertThat(verdict().violated(CoverageIsTrue.class)).isOne();
    }

    @Test
    void flagsCompleteCoverageThatShowsWhatWasDeletedAtRest() {
        put("a", 1, Phase.OK);
        delete("a", Phase.OK);
        settled();
        searches("a", true, 1);

        assertThat(verdict().violated(CoverageIsTrue.class)).isOne();
    }

    @Test
    void believesASearchThatSaysItIsPartial() {
        put("a", 1, Phase.OK);
        settled();
        searches("a", false);

        assertThat(verdict().holds()).isTrue();
        assertThat(verdict().partialSearches()).isOne();
    }

    @Test
    void asksNothingOfCoverageWhereTheDocumentIsBeingWritten() {
        put("a", 1, Phase.OK);
        settled();
        put("a", 2, Phase.OK);
        searches("a", true, 1);
        put("b", 1, Phase.OK);
        searches("b", true);

        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void flagsATaskThatEndsTwice() {
        add(1, Action.PUT, "a", 1, Phase.OK, new Seen(List.of(), true, "completed", 2), "");
        add(JUDGE, Action.TASK, "a", 1, Phase.OK, state("failed"), "");

        assertThat(verdict().violated(EveryTaskEndsOnce.class)).isOne();
    }

    @Test
    void flagsATaskThatNeverEnds() {
        put("a", 1, Phase.OK);
        add(JUDGE, Action.TASK, "a", 1, Phase.OK, state("working"), "");

        assertThat(verdict().violated(EveryTaskEndsOnce.class)).isOne();
    }

    @Test
    void flagsRankingsThatDiffer() {
        add(JUDGE, Action.RANK, "why", 1, Phase.OK, state("a=1 b=2"), "");
        add(JUDGE, Action.RANK, "why", 1, Phase.OK, state("a=1 b=2"), "");
        add(JUDGE, Action.RANK, "why", 2, Phase.OK, state("a=3"), "");
        assertThat(verdict().holds()).isTrue();

        add(JUDGE, Action.RANK, "why", 2, Phase.OK, state("b=3"), "");
        assertThat(verdict().violated(RankingIsTheSameEverywhere.class)).isOne();
    }

    @Test
    void countsASearchAsFailedOnlyIfItsAgentWasUp() {
        add(1, Action.SEARCH, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "0 reset");
        add(1, Action.SEARCH, "a", 0, Phase.UNKNOWN, Seen.NOTHING, "up 504 late");
        searches("a", true);

        assertThat(verdict().failedSearches()).isOne();
        assertThat(verdict().searches()).isEqualTo(2);
    }

    @Test
    void measuresHowLongAReadWasStale() {
        add(1, Action.PUT, "a", 1, Phase.OK, new Seen(List.of(), true, "completed", 2), "");
        long acknowledged = events.getLast().at();
        add(1, Action.GET, "a", 0, Phase.OK, Seen.of(List.of(), true), "");
        add(1, Action.GET, "a", 0, Phase.OK, Seen.of(List.of(1), true), "");

        assertThat(verdict().staleMillis()).containsExactly(events.get(2).at() - acknowledged);
    }

    @Test
    void excusesAnOlderVersionOnlyWhereClocksDisagreedInASplit() {
        put("a", 1, Phase.OK);
        put("a", 2, Phase.OK);
        finds("a", 1);
        fault("clock-jumps: ada PT1H");
        assertThat(lost()).isNotEmpty();

        fault("split-halves: ada ben");
        assertThat(lost()).isEmpty();

        put("b", 1, Phase.OK);
        finds("b");
        assertThat(lost()).as("gone is gone, whatever the clocks said").hasSize(1);
    }

    private Verdict verdict() {
        return Verdict.of(events);
    }

    private List<String> lost() {
        return verdict().violations().getOrDefault("NoAcknowledgedDocumentIsLost", List.of());
    }

    private void put(String document, int version, Phase phase) {
        add(1, Action.PUT, document, version, phase, Seen.NOTHING, "");
    }

    private void delete(String document, Phase phase) {
        add(1, Action.DELETE, document, 0, phase, Seen.NOTHING, "");
    }

    private void finds(String document, Integer... versions) {
        Seen seen = Seen.of(List.of(versions), true);
        add(JUDGE, Action.FINAL, document, 0, Phase.OK, seen, "");
    }

    private void searches(String document, boolean complete, Integer... versions) {
        Seen seen = Seen.of(List.of(versions), complete);
        add(2, Action.SEARCH, document, 0, Phase.OK, seen, "");
    }

    private void settled() {
        events.add(event(-1, Action.SETTLED, "", 0, Phase.OK, Seen.NOTHING, ""));
    }

    private void fault(String what) {
        events.add(event(-1, Action.FAULT, "", 0, Phase.OK, Seen.NOTHING, what));
    }

    private static Seen state(String state) {
        return new Seen(List.of(), true, state, 0);
    }

    private void add(
            int client,
            Action action,
            String document,
            int version,
            Phase phase,
            Seen seen,
            String note) {
        events.add(event(client, action, document, version, Phase.INVOKE, Seen.NOTHING, ""));
        events.add(event(client, action, document, version, phase, seen, note));
    }

    /** Each a millisecond after the one before. */
    private Event event(
            int client,
            Action action,
            String document,
            int version,
            Phase phase,
            Seen seen,
            String note) {
        return new Event(
                events.size(), client, phase, action, document, version, "ada", seen, note);
    }
}
