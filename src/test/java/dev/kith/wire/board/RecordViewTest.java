package dev.kith.wire.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.SignedRecords;
import org.junit.jupiter.api.Test;

/** A reader sees what admitted agents say and has not expired, and who is not to be believed. */
class RecordViewTest {
    private static final Kind KIND = Kind.CAPABILITY;
    private static final AgentId ANNA = BoardCast.agent(0).id();
    private static final AgentId STRANGER = BoardCast.agent(5).id();

    private final RecordCheck check = BoardCast.check();
    private final RecordView view = new RecordView(agent -> !agent.equals(STRANGER));

    @Test
    void showsWhatWasSaidUntilItExpires() {
        SignedRecord record = BoardCast.record(KIND, 0, 7, 1000, "here");
        post(Buckets.of(ANNA), record);

        assertThat(view.read(KIND, ANNA, 1000)).hasValue(record);
        assertThat(view.all(KIND, 1000)).containsExactly(record);
        assertThat(view.read(KIND, ANNA, 1001)).isEmpty();
        assertThat(view.read(Kind.VITALS, ANNA, 0)).isEmpty();
    }

    @Test
    void showsNothingOfWhoLeftOrWasNotAdmitted() {
        post(Buckets.of(ANNA), BoardCast.record(KIND, 0, 7, ""));
        post(Buckets.of(STRANGER), BoardCast.record(KIND, 5, 7, "let me in"));

        assertThat(view.read(KIND, ANNA, 0)).isEmpty();
        assertThat(view.all(KIND, 0)).isEmpty();
    }

    @Test
    void looksForAnAgentInItsOwnPlaceOnly() {
        post((Buckets.of(ANNA) + 1) % Buckets.COUNT, BoardCast.record(KIND, 0, 7, "here"));

        assertThat(view.read(KIND, ANNA, 0)).isEmpty();
        assertThat(view.all(KIND, 0)).isEmpty();
    }

    @Test
    void distrustsWhoIsProvenDishonestThoughTheForkIsSuperseded() {
        SignedRecords forked =
                SignedRecords.empty(check)
                        .put(BoardCast.record(KIND, 0, 7, "one"))
                        .put(BoardCast.record(KIND, 0, 7, "other"));
        view.hear(new Board.Posted(KIND, Buckets.of(ANNA), forked));
        assertThat(view.quarantined(ANNA)).isTrue();

        view.hear(
                new Board.Posted(
                        KIND, Buckets.of(ANNA), forked.put(BoardCast.record(KIND, 0, 8, "new"))));
        assertThat(view.quarantined(ANNA)).isFalse();
        assertThat(view.quarantined()).isEmpty();

        Proofs proofs = Proofs.empty(check).put(forked.forks().getFirst());
        view.hear(new Board.Proven(Buckets.of(ANNA), proofs));
        assertThat(view.quarantined(ANNA)).isTrue();
        assertThat(view.quarantined()).containsExactly(ANNA);
        assertThat(view.quarantined(BoardCast.agent(1).id())).isFalse();
    }

    private void post(int bucket, SignedRecord record) {
        view.hear(new Board.Posted(KIND, bucket, SignedRecords.empty(check).put(record)));
    }
}
