package dev.kith.store.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Failure;
import dev.kith.store.StoreWrite;
import org.junit.jupiter.api.Test;

/** The promise of an acknowledgement: so many distinct agents have it, and no copy counts twice. */
class WriteTallyTest {
    @Test
    void takesTwoAgentsOfThreeCopies() {
        var tally = new WriteTally(2, 0, 3);
        tally.answered(0, synced("a"));
        assertThat(tally.enough()).isFalse();

        tally.answered(2, synced("b"));

        assertThat(tally.enough()).isTrue();
        assertThat(tally.everywhere()).isFalse();
        assertThat(tally.missing()).containsExactly(1);
    }

    @Test
    void countsAnAgentWithTwoDoorsOnce() {
        var tally = new WriteTally(2, 0, 2);
        tally.answered(0, synced("a"));
        tally.answered(1, synced("a"));

        assertThat(tally.written()).isOne();
        assertThat(tally.enough()).isFalse();
    }

    @Test
    void isContentWithOneWhereThereIsOnlyOne() {
        var tally = new WriteTally(2, 0, 1);
        tally.answered(0, synced("a"));

        assertThat(tally.enough()).isTrue();
    }

    @Test
    void isContentWithLessWhenAgentsGo() {
        var tally = new WriteTally(2, 0, 2);
        tally.answered(0, synced("a"));

        tally.copiesNow(1);

        assertThat(tally.enough()).isTrue();
    }

    @Test
    void takesAsManyAsAreDemanded() {
        var tally = new WriteTally(2, 3, 3);
        tally.answered(0, synced("a"));
        tally.answered(1, synced("b"));
        assertThat(tally.enough()).isFalse();

        tally.answered(2, synced("c"));

        assertThat(tally.enough()).isTrue();
    }

    @Test
    void saysAtOnceThatMoreAreDemandedThanThereAre() {
        var tally = new WriteTally(2, 3, 2);
        tally.answered(0, synced("a"));
        assertThat(tally.hopeless()).isEmpty();

        tally.answered(1, synced("b"));

        assertThat(tally.hopeless().orElseThrow().code()).isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
    }

    @Test
    void saysThatTheDisksAreFullWhenTooFewHaveRoom() {
        var tally = new WriteTally(2, 0, 3);
        tally.answered(0, refused(Failure.Code.STORAGE_FULL));
        assertThat(tally.hopeless()).isEmpty();
        tally.answered(1, synced("b"));

        tally.answered(2, refused(Failure.Code.STORAGE_FULL));

        assertThat(tally.hopeless().orElseThrow().code()).isEqualTo(Failure.Code.STORAGE_FULL);
    }

    @Test
    void hopesForThoseThatAreOverloaded() {
        var tally = new WriteTally(2, 0, 2);
        tally.answered(0, synced("a"));
        tally.answered(1, refused(Failure.Code.OVERLOADED));

        assertThat(tally.hopeless()).isEmpty();
        assertThat(tally.timedOut().code()).isEqualTo(Failure.Code.OVERLOADED);
    }

    @Test
    void saysWhetherNothingOrTooLittleIsKnownWhenTheTimeIsOver() {
        var silent = new WriteTally(2, 0, 2);
        var half = new WriteTally(2, 0, 2);
        half.answered(0, synced("a"));

        assertThat(silent.timedOut().code()).isEqualTo(Failure.Code.TIMED_OUT);
        assertThat(half.timedOut().code()).isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
    }

    @Test
    void doesNotLetOneRefusalOutweighEnoughAcknowledgements() {
        var tally = new WriteTally(2, 0, 3);
        tally.answered(0, refused(Failure.Code.INVALID_INPUT));
        assertThat(tally.hopeless()).isEmpty();
        tally.answered(1, refused(Failure.Code.INVALID_INPUT));
        assertThat(tally.hopeless()).as("the third may have it").isEmpty();
        assertThat(tally.timedOut().code()).isEqualTo(Failure.Code.INVALID_INPUT);
        tally.answered(2, refused(Failure.Code.INVALID_INPUT));

        assertThat(tally.hopeless().orElseThrow().code()).isEqualTo(Failure.Code.INVALID_INPUT);
    }

    @Test
    void neverSaysThatItIsRefusedForGoodWhereSomeCopyHasIt() {
        var tally = new WriteTally(2, 0, 3);
        tally.answered(0, synced("a"));
        tally.answered(1, refused(Failure.Code.INVALID_INPUT));
        tally.answered(2, refused(Failure.Code.INVALID_INPUT));

        assertThat(tally.hopeless().orElseThrow().code()).isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
        assertThat(tally.timedOut().code()).isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
    }

    private static StoreWrite.Answer synced(String agent) {
        return new StoreWrite.Synced(agent);
    }

    private static StoreWrite.Answer refused(Failure.Code code) {
        return new StoreWrite.Refused("x", new Failure(code, "for a test"));
    }
}
