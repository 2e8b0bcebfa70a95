package dev.kith.store.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.Documents;
import dev.kith.store.StoreRead;
import dev.kith.store.quorum.ReadRule.Heard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promise of a read: a copy that is behind never says for all that there is nothing. */
class ReadRuleTest {
    private static final DocumentRecord OLD = Documents.committed("a", 1);
    private static final DocumentRecord NEW = Documents.committed("a", 2);

    /**
     * One copy has not heard of what was accepted between, the other not that the newest failed.
     */
    @Test
    void namesWhatAnyCopyHasLostAndNoMoreThanWasAskedFor() {
        var none = new StoreRead.LostFound("one", false, List.of());
        var two = new StoreRead.LostFound("two", false, keys("b", "d"));
        var three = new StoreRead.LostFound("three", true, keys("a", "d"));

        assertThat(ReadRule.lost(2).judge(List.of(none, two), Heard.SOME)).isEmpty();
        assertThat(ReadRule.lost(2).judge(List.of(none, two, three), Heard.ALL))
                .contains(Outcome.good(keys("a", "b")));
        assertThat(ReadRule.lost(9).judge(List.of(none, two, three), Heard.OVER))
                .contains(Outcome.good(keys("a", "b", "d")));
        assertThat(code(ReadRule.lost(9).judge(List.of(), Heard.OVER)))
                .isEqualTo(Failure.Code.TIMED_OUT);
    }

    @Test
    void namesWhatStandsBelowAVersionThatFailed() {
        var failed =
                Optional.of(
                        Documents.pending("a", 3).with(DocumentState.FAILED, 0, Optional.empty()));
        var between = Optional.of(Documents.pending("a", 2));
        var shown = Optional.of(OLD);
        var one = new StoreRead.HeadFound("one", false, false, false, shown, failed, shown);
        var two = new StoreRead.HeadFound("two", false, false, false, shown, between, between);

        assertThat(ReadRule.head(2).judge(List.of(one, two), Heard.SOME))
                .contains(Outcome.good(new Copies.Head(shown, failed, between, false, false)));
    }

    @Test
    void believesACopyThatIsNotBehind() {
        assertThat(judge(Heard.SOME, head(false))).contains(good());
        assertThat(judge(Heard.SOME, head(false, OLD))).contains(good(OLD));
    }

    @Test
    void doesNotBelieveFewerAgentsThanMayHaveMissedAWrite() {
        var stale = head("one", OLD);

        assertThat(ReadRule.head(2).judge(List.of(stale), Heard.SOME)).isEmpty();
        assertThat(ReadRule.head(2).judge(List.of(stale, stale), Heard.SOME)).isEmpty();
        assertThat(ReadRule.head(2).judge(List.of(stale, head("two", NEW)), Heard.SOME))
                .contains(good(NEW));
        assertThat(new Shape(1, 3, () -> 9).readsNeeded(2)).isEqualTo(2);
        assertThat(new Shape(1, 3, () -> 2).readsNeeded(2)).isOne();
        assertThat(new Shape(1, 3, () -> 0).readsNeeded(2)).isOne();
    }

    @Test
    void doesNotSayThatATaskIsUnknownBeforeEnoughAgentsDo() {
        var none = new StoreRead.TaskFound("one", false, Optional.empty());
        var known = new StoreRead.TaskFound("two", false, Optional.of(OLD));

        assertThat(ReadRule.task(2).judge(List.of(none), Heard.SOME)).isEmpty();
        assertThat(ReadRule.task(2).judge(List.of(none, known), Heard.SOME))
                .contains(Outcome.good(Optional.of(OLD)));
        assertThat(ReadRule.task(2).judge(List.of(known), Heard.SOME))
                .contains(Outcome.good(Optional.of(OLD)));
    }

    @Test
    void asksOnWhenACopyIsBehindAndTakesTheNewest() {
        assertThat(judge(Heard.SOME, head(true, NEW))).isEmpty();
        assertThat(judge(Heard.SOME, head(true, NEW), head(false, OLD))).contains(good(NEW));
    }

    @Test
    void believesThoseBehindWhenThereAreNoOthers() {
        assertThat(judge(Heard.ALL, head(true), head(true, OLD))).contains(good(OLD));
        assertThat(judge(Heard.ALL, head(true), head(true))).contains(good());
    }

    /** Or what is about to be brought back would be given up. */
    @Test
    void saysThatPartsAreForsakenOnlyWhereNoCopyThatKnowsOfThemWaits() {
        var waits = torn("ada", false);
        var doesNot = torn("ben", true);
        var knowsNothing = head(true);

        assertThat(isForsaken(doesNot, torn("cleo", true), knowsNothing)).isTrue();
        assertThat(isForsaken(doesNot, waits)).isFalse();
        assertThat(isForsaken(knowsNothing)).isFalse();
    }

    @Test
    void doesNotSayThatThereIsNothingWhileSomeAreSilent() {
        assertThat(code(judge(Heard.OVER, head(true)))).isEqualTo(Failure.Code.TIMED_OUT);
        assertThat(judge(Heard.OVER, head(true, OLD))).contains(good(OLD));
    }

    @Test
    void saysNotFoundOnlyWhenAllSaidSo() {
        var no = refused(Failure.Code.NOT_FOUND);
        assertThat(ReadRule.segment().judge(List.of(no), Heard.SOME)).isEmpty();
        assertThat(code(ReadRule.segment().judge(List.of(no), Heard.OVER)))
                .isEqualTo(Failure.Code.TIMED_OUT);
        assertThat(code(ReadRule.segment().judge(List.of(no, no), Heard.ALL)))
                .isEqualTo(Failure.Code.NOT_FOUND);
    }

    @Test
    void tellsOfDamageRatherThanOfAbsence() {
        var no = refused(Failure.Code.NOT_FOUND);
        var damaged = refused(Failure.Code.CORRUPT_DATA);

        assertThat(code(ReadRule.segment().judge(List.of(no, damaged), Heard.ALL)))
                .isEqualTo(Failure.Code.CORRUPT_DATA);
    }

    @Test
    void listsOnlyWhenEnoughAgentsHaveToldToMissNothing() {
        var ada = page("ada", false, Documents.committed("a", 1));
        var ben = page("ben", false, Documents.committed("b", 1));
        var behind = page("cleo", true);

        assertThat(list(Heard.SOME, ada)).isEmpty();
        assertThat(list(Heard.SOME, ada, ada)).as("two copies of one agent").isEmpty();
        assertThat(list(Heard.SOME, ada, behind)).as("one is behind").isEmpty();
        assertThat(listed(list(Heard.SOME, ada, ben))).containsExactly("a", "b");
        assertThat(listed(list(Heard.ALL, ada, ada, behind))).containsExactly("a");
        assertThat(code(list(Heard.OVER, ada))).isEqualTo(Failure.Code.TIMED_OUT);
        assertThat(code(list(Heard.ALL, ada, refused(Failure.Code.OVERLOADED))))
                .isEqualTo(Failure.Code.OVERLOADED);
    }

    @Test
    void listsWhatTheNewestStateOfAnyCopySays() {
        var old = page("ada", false, OLD, Documents.pending("b", 1));
        var mid = page("ben", false, OLD, NEW, Documents.pending("c", 1));
        var gone =
                page(
                        "cleo",
                        false,
                        Documents.in(DocumentState.DELETED, "b", 2),
                        Documents.in(DocumentState.CANCELED, "c", 1));

        var page = good(list(Heard.ALL, old, mid, gone));

        assertThat(page.records()).containsExactly(NEW);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void listsOnlyAsFarAsEveryCopyHasTold() {
        var near =
                new StoreRead.PageFound(
                        "ada",
                        false,
                        List.of(Documents.committed("a", 1), Documents.committed("b", 1)),
                        false);
        var far = page("ben", false, Documents.committed("a", 1), Documents.committed("c", 1));

        var page = good(list(Heard.SOME, near, far));

        assertThat(page.records()).extracting(r -> r.key().id()).containsExactly("a", "b");
        assertThat(page.next()).contains(Documents.key("b"));
    }

    private static StoreRead.PageFound page(
            String agent, boolean behind, DocumentRecord... records) {
        return new StoreRead.PageFound(agent, behind, List.of(records), true);
    }

    private static Optional<Outcome<Copies.Page>> list(Heard heard, StoreRead.Answer... answers) {
        return ReadRule.pages(2).judge(List.of(answers), heard);
    }

    private static Copies.Page good(Optional<Outcome<Copies.Page>> outcome) {
        if (outcome.orElseThrow() instanceof Outcome.Good<Copies.Page>(var page)) return page;
        throw new AssertionError(outcome);
    }

    private static List<String> listed(Optional<Outcome<Copies.Page>> outcome) {
        return good(outcome).records().stream().map(record -> record.key().id()).toList();
    }

    private static List<DocumentKey> keys(String... ids) {
        return Stream.of(ids).map(Documents::key).toList();
    }

    private static Optional<Outcome<Copies.Head>> judge(Heard heard, StoreRead.Answer... answers) {
        return ReadRule.head(1).judge(List.of(answers), heard);
    }

    private static <T> Failure.Code code(Optional<Outcome<T>> outcome) {
        return switch (outcome.orElseThrow()) {
            case Outcome.Good<T>(var value) -> throw new AssertionError(value);
            case Outcome.Bad<T>(var failure) -> failure.code();
        };
    }

    private static Outcome<Copies.Head> good(DocumentRecord... visible) {
        var record =
                visible.length == 0 ? Optional.<DocumentRecord>empty() : Optional.of(visible[0]);
        return Outcome.good(new Copies.Head(record, record, record, false, false));
    }

    private static StoreRead.Answer head(boolean behind, DocumentRecord... visible) {
        var record =
                visible.length == 0 ? Optional.<DocumentRecord>empty() : Optional.of(visible[0]);
        return new StoreRead.HeadFound("agent", behind, false, false, record, record, record);
    }

    private static StoreRead.Answer head(String agent, DocumentRecord visible) {
        return new StoreRead.HeadFound(
                agent,
                false,
                false,
                false,
                Optional.of(visible),
                Optional.of(visible),
                Optional.of(visible));
    }

    private static StoreRead.Answer torn(String agent, boolean forsaken) {
        return new StoreRead.HeadFound(
                agent, false, true, forsaken, Optional.of(OLD), Optional.of(OLD), Optional.of(OLD));
    }

    private static boolean isForsaken(StoreRead.Answer... answers) {
        return switch (ReadRule.head(2).judge(List.of(answers), Heard.ALL).orElseThrow()) {
            case Outcome.Good<Copies.Head>(var head) -> head.forsaken();
            case Outcome.Bad<Copies.Head>(var failure) ->
                    throw new AssertionError(failure.detail());
        };
    }

    private static StoreRead.Answer refused(Failure.Code code) {
        return new StoreRead.Refused("agent", false, new Failure(code, "for a test"));
    }
}
