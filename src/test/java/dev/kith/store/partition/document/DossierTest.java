package dev.kith.store.partition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A document's promise: what is visible depends on what was written and never on the order. */
class DossierTest {
    private static final int ENDED_MAX = 2;

    /** The time that a task has in {@link Documents}, milliseconds. */
    private static final long DEADLINE = 60_000;

    @RepeatedTest(50)
    void isTheSameInWhateverOrderRecordsCome(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        List<DocumentRecord> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var states = DocumentState.values();
            var state = states[random.nextInt(states.length)];
            records.add(Documents.in(state, "a", DEADLINE * random.nextInt(10) / 2));
        }

        Dossier expected = all(records);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(records, random);
            assertThat(all(records)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @RepeatedTest(50)
    void isTheSameAtTwoCopiesThatHaveExchangedAll(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Dossier a = Dossier.EMPTY;
        Dossier b = Dossier.EMPTY;
        for (int i = 0; i < 12; i++) {
            var states = DocumentState.values();
            var state = states[random.nextInt(states.length)];
            var record = Documents.in(state, "a", DEADLINE * random.nextInt(12) / 2);
            if (random.nextBoolean()) a = a.with(record, ENDED_MAX);
            else b = b.with(record, ENDED_MAX);
        }

        for (int round = 0; round < 3; round++) {
            for (DocumentRecord record : a.records()) b = b.with(record, ENDED_MAX);
            for (DocumentRecord record : b.records()) a = a.with(record, ENDED_MAX);
        }

        assertThat(a).as("seed %d", repetition.getCurrentRepetition()).isEqualTo(b);
    }

    @Test
    void keepsNothingBelowWhatIsVisible() {
        Dossier dossier =
                all(
                        List.of(
                                Documents.committed("a", 1),
                                Documents.in(DocumentState.FAILED, "a", 2),
                                Documents.committed("a", 3)));

        assertThat(dossier.records()).containsExactly(Documents.committed("a", 3));
    }

    @Test
    void takesNoLateWriteOfAnOlderVersion() {
        Dossier dossier = all(List.of(Documents.in(DocumentState.DELETED, "a", 5)));

        assertThat(dossier.with(Documents.pending("a", 4), ENDED_MAX)).isEqualTo(dossier);
        assertThat(dossier.with(Documents.committed("a", 4), ENDED_MAX)).isEqualTo(dossier);
        assertThat(dossier.visible().map(DocumentRecord::state))
                .isEqualTo(Optional.of(DocumentState.DELETED));
    }

    @Test
    void keepsOnlyTheNewestOfThoseThatFailed() {
        Dossier dossier = Dossier.EMPTY.with(Documents.committed("a", 1), ENDED_MAX);
        for (long i = 2; i < 10; i++) {
            dossier = dossier.with(failed(2 * i * DEADLINE), ENDED_MAX);
        }

        assertThat(dossier.records())
                .extracting(r -> r.version().millis())
                .containsExactly(1L, 16 * DEADLINE, 18 * DEADLINE);
    }

    @Test
    void remembersAFailureWhileAnotherCopyMayStillWaitForIt() {
        Dossier dossier = Dossier.EMPTY.with(failed(1), ENDED_MAX);
        for (long i = 2; i < 6; i++) dossier = dossier.with(failed(i), ENDED_MAX);

        assertThat(dossier.with(Documents.pending("a", 1), ENDED_MAX)).isEqualTo(dossier);
    }

    @Test
    void takesNothingPendingWhoseTimeWasOverBeforeTheNewestFailed() {
        Dossier dossier = Dossier.EMPTY.with(failed(1), ENDED_MAX);
        for (long i = 2; i < 6; i++) dossier = dossier.with(failed(i * DEADLINE), ENDED_MAX);

        assertThat(dossier.with(Documents.pending("a", 1), ENDED_MAX)).isEqualTo(dossier);
    }

    @Test
    void keepsWhatIsPendingHoweverManyNewerOnesFailedMeanwhile() {
        Dossier dossier = Dossier.EMPTY.with(Documents.pending("a", 1), ENDED_MAX);
        for (long i = 2; i < 200; i++) dossier = dossier.with(failed(i), ENDED_MAX);

        assertThat(dossier.records()).hasSize(65).first().isEqualTo(Documents.pending("a", 1));
    }

    private static DocumentRecord failed(long millis) {
        return Documents.in(DocumentState.FAILED, "a", millis);
    }

    private static Dossier all(List<DocumentRecord> records) {
        Dossier dossier = Dossier.EMPTY;
        for (DocumentRecord record : records) dossier = dossier.with(record, ENDED_MAX);
        return dossier;
    }
}
