package dev.kith.store.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.store.Documents;
import dev.kith.store.StoreWrite;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.log.MemoryLog;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A partition's promise: one version of a document is visible, whole, and nothing comes back. */
class PartitionLogTest {
    private final MemoryLog.Disk disk = new MemoryLog.Disk();

    @Test
    void showsADocumentOnceItIsCommitted() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.put("a", 1), Documents.chunks("a", 1)));
        assertThat(log.standing().documents()).isZero();
        assertThat(log.standing().pending()).isOne();

        log.apply(List.of(Documents.commit("a", 1)));

        assertThat(log.standing().documents()).isOne();
        assertThat(log.standing().chunks()).isEqualTo(2);
        assertThat(log.standing().pending()).isZero();
        assertThat(log.standing().holes()).isZero();
        assertThat(log.sequence()).isOne();
        assertThat(log.reader().segment(Documents.key("a"), Documents.version(1), 1))
                .contains(Documents.segments("a", 1).get(1));
        var batch = log.reader().batch(Documents.key("a"), Documents.version(1), 1, 0);
        assertThat(batch.orElseThrow().toBatch(1, 0, true))
                .isEqualTo(Documents.batches("a", 1).get(1));
    }

    @Test
    void replacesAVersionAndItsPartsInOneStep() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));

        log.apply(Documents.whole("a", 2));

        assertThat(log.standing().documents()).isOne();
        assertThat(log.reader().segment(Documents.key("a"), Documents.version(1), 0)).isEmpty();
        assertThat(log.reader().segment(Documents.key("a"), Documents.version(2), 0)).isPresent();
        assertThat(bytes()).doesNotContain(Documents.text("a", 1).substring(20));
    }

    @Test
    void leavesNoTextBehindATombstone() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));

        log.apply(List.of(Documents.settle(DocumentState.DELETED, "a", 2)));
        log.apply(List.of(Documents.put("a", 1), Documents.chunks("a", 1)));
        log.apply(List.of(Documents.commit("a", 1)));

        assertThat(log.standing().documents()).isZero();
        assertThat(bytes()).doesNotContain("First part of").doesNotContain("second part");
    }

    @Test
    void dropsThePartsOfAFailedVersionAndKeepsItsRecord() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        log.apply(List.of(Documents.put("a", 2), Documents.chunks("a", 2)));

        log.apply(List.of(Documents.settle(DocumentState.FAILED, "a", 2)));

        Dossier dossier = log.reader().dossier(Documents.key("a"));
        assertThat(dossier.visible()).contains(Documents.committed("a", 1));
        assertThat(dossier.newest().map(DocumentRecord::state)).contains(DocumentState.FAILED);
        assertThat(bytes()).doesNotContain("version 2.").contains("version 1.");
    }

    @Test
    void takesTheCommitOfAFailedVersionOnceItsPartsHaveComeAgain() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.put("a", 1), Documents.chunks("a", 1)));
        log.apply(List.of(Documents.settle(DocumentState.FAILED, "a", 1)));

        var refused = log.apply(List.of(Documents.commit("a", 1))).getFirst().orElseThrow();
        assertThat(refused.code()).isEqualTo(Failure.Code.INVALID_INPUT);
        var again = log.apply(Documents.whole("a", 1));

        assertThat(again).containsOnly(Optional.empty());
        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .contains(Documents.committed("a", 1));
    }

    /** It never yields where its text is, so all others have to take it: copies would differ. */
    @Test
    void takesTheCommitOfACanceledVersionOfWhichOnlyTheVectorsAreMissing() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.put("a", 1)));
        log.apply(List.of(Documents.settle(DocumentState.CANCELED, "a", 1)));

        var taken = log.apply(List.of(Documents.put("a", 1), Documents.commit("a", 1)));

        assertThat(taken).containsOnly(Optional.empty());
        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .contains(Documents.committed("a", 1));
        assertThat(log.holes()).containsExactly(Documents.key("a"));
    }

    /** Two runs of one task came to different ends, and the one that committed lacks the text. */
    @Test
    void letsACommitGoOnceItsTextIsLostAndOthersGaveTheVersionUp() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        var failed = Documents.settle(DocumentState.FAILED, "a", 2);
        log.apply(List.of(Documents.chunks("a", 2), Documents.stored(Documents.committed("a", 2))));
        log.apply(List.of(failed));
        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .as("as long as somebody may have it")
                .contains(Documents.committed("a", 2));

        log.defects().lost(log.holes());
        log.apply(List.of(failed));

        Dossier dossier = log.reader().dossier(Documents.key("a"));
        assertThat(dossier.records())
                .extracting(DocumentRecord::state)
                .containsExactly(DocumentState.FAILED);
        assertThat(log.standing().holes()).isZero();
        assertThat(log.standing().documents()).isZero();
        assertThat(bytes()).doesNotContain("version 2.");
        assertThat(log.apply(Documents.whole("a", 2))).containsOnly(Optional.empty());
        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .as("should it turn up whole after all")
                .contains(Documents.committed("a", 2));
    }

    /** Made by an agent that was cut off, it has to reach whoever sleeps just then, too. */
    @Test
    void keepsATombstoneThatCameLateFromThenOn() throws IOException {
        long made = 1;
        long came = Duration.ofDays(40).toMillis();
        var late = PartitionLog.open(MEMORY, _ -> disk.open(), 8, () -> Instant.ofEpochMilli(came));
        late.apply(List.of(Documents.settle(DocumentState.DELETED, "late", made)));
        late.apply(List.of(Documents.settle(DocumentState.DELETED, "prompt", came - 1)));

        assertThat(open(disk).upkeep().collect(came - 1, 9)).isZero();
        assertThat(open(disk).upkeep().collect(came, 9)).as("the prompt one").isOne();

        var passedOn = open(disk).reader().dossier(Documents.key("late")).newest().orElseThrow();
        var other = new MemoryLog.Disk();
        PartitionLog there = PartitionLog.open(MEMORY, _ -> other.open(), 8, CLOCK_OF_LATER);
        there.apply(List.of(new StoreWrite.Settle(passedOn)));
        assertThat(there.upkeep().collect(came, 9)).isZero();
        assertThat(there.upkeep().collect(came + 1, 9)).as("all count from the same time").isOne();
    }

    @Test
    void keepsACommitWhoseTextIsWholeWhateverOthersSay() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.put("a", 1), Documents.commit("a", 1)));
        log.defects().lost(log.holes());

        log.apply(List.of(Documents.settle(DocumentState.FAILED, "a", 1)));

        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .contains(Documents.committed("a", 1));
    }

    @Test
    void findsTheRecordOfATask() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        log.apply(List.of(Documents.put("a", 2)));
        var old = Documents.pending("a", 1).task();
        var current = Documents.pending("a", 2).task();

        assertThat(log.reader().task(old)).contains(Documents.committed("a", 1));
        assertThat(log.reader().task(current)).contains(Documents.pending("a", 2));
        log.apply(List.of(Documents.chunks("a", 2), Documents.commit("a", 2)));
        assertThat(log.reader().task(old)).isEmpty();
        assertThat(log.reader().task(current)).contains(Documents.committed("a", 2));
    }

    @Test
    void knowsThatPartsAreMissingAndWhenTheyHaveCome() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.put("a", 1), Documents.commit("a", 1)));
        assertThat(log.standing().holes()).isOne();
        assertThat(open(disk).holes()).containsExactly(Documents.key("a"));
        long before = log.sequence();

        log.apply(List.of(Documents.chunks("a", 1), Documents.commit("a", 1)));

        assertThat(log.standing().holes()).isZero();
        assertThat(log.sequence()).as("the index is told").isGreaterThan(before);
    }

    @Test
    void doesNotStandForAVersionWhoseTextItLacks() throws IOException {
        PartitionLog log = open(disk);
        log.apply(List.of(Documents.stored(Documents.committed("a", 1))));
        assertThat(log.lacksText(Documents.commit("a", 1))).isTrue();
        assertThat(log.lacksText(Documents.put("a", 1))).isTrue();
        assertThat(log.lacksText(Documents.commit("b", 1))).isFalse();

        log.apply(
                List.of(
                        new StoreWrite.PutSegments(
                                Documents.key("a"),
                                Documents.version(1),
                                Documents.segments("a", 1))));

        assertThat(log.lacksText(Documents.commit("a", 1))).as("only chunks are missing").isFalse();
    }

    /** Another run of its task may have failed, so that the text is nowhere any more. */
    @Test
    void letsNothingGoForACommitWhoseTextIsNotHere() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));

        var refused = log.apply(List.of(Documents.chunks("a", 2), Documents.commit("a", 2)));

        assertThat(refused.getLast().map(Failure::code))
                .contains(Failure.Code.NOT_ENOUGH_COPIES)
                .hasValueSatisfying(code -> assertThat(code.retryable()).isTrue());
        assertThat(log.reader().dossier(Documents.key("a")).records())
                .containsExactly(Documents.committed("a", 1));
        assertThat(log.standing().holes()).isZero();
        assertThat(log.apply(List.of(Documents.put("a", 2), Documents.commit("a", 2))))
                .containsOnly(Optional.empty());
        assertThat(log.reader().dossier(Documents.key("a")).visible())
                .contains(Documents.committed("a", 2));
    }

    @Test
    void refusesWhatCanNeverBeStoredAndStoresTheRest() throws IOException {
        PartitionLog log = open(disk);
        var broken =
                new StoreWrite.PutChunks(
                        Documents.key("a"),
                        Documents.version(1),
                        Documents.batches("a", 1).stream()
                                .map(b ->
                                        new dev.kith.model.ChunkBatch(
                                                b.segment(),
                                                b.batch(),
                                                b.chunks(),
                                                List.of("AAAA"),
                                                b.receipt()))
                                .toList());

        var results = log.apply(List.of(Documents.put("a", 1), broken, Documents.put("b", 1)));

        assertThat(results).extracting(Optional::isPresent).containsExactly(false, true, false);
        assertThat(log.standing().pending()).isEqualTo(2);
    }

    @RepeatedTest(20)
    void isTheSameInWhateverOrderAndHoweverOftenWritesCome(RepetitionInfo repetition)
            throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        var writes = new ArrayList<StoreWrite>();
        for (String id : List.of("a", "b", "c")) {
            for (int version = 1; version <= 3; version++) {
                writes.add(Documents.put(id, version));
                writes.add(Documents.chunks(id, version));
                if (random.nextInt(3) > 0) writes.add(Documents.commit(id, version));
            }
        }
        writes.add(Documents.settle(DocumentState.DELETED, "c", 4));
        PartitionLog ordered = open(disk);
        ordered.apply(writes);

        writes.addAll(writes.subList(0, writes.size() / 2));
        Collections.shuffle(writes, random);
        PartitionLog shuffled = open(new MemoryLog.Disk());
        var again = new ArrayList<StoreWrite>();
        for (StoreWrite write : writes) {
            boolean refused = shuffled.apply(List.of(write)).getFirst().isPresent();
            if (refused) again.add(write);
        }
        assertThat(shuffled.apply(again)).as("once the text is there").allMatch(Optional::isEmpty);

        assertThat(shuffled.standing().digest())
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(ordered.standing().digest());
        assertThat(shuffled.standing().documents()).isEqualTo(ordered.standing().documents());
    }

    @Test
    void countsTheSameAfterItWasOpenedAgain() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        log.apply(Documents.whole("b", 2));
        log.apply(List.of(Documents.put("c", 3)));
        log.apply(List.of(Documents.settle(DocumentState.DELETED, "b", 4)));

        PartitionLog again = open(disk);

        assertThat(again.standing()).isEqualTo(log.standing());
        assertThat(again.sequence()).isEqualTo(log.sequence());
        assertThat(again.pendingNewest(9)).isEqualTo(List.of(Documents.pending("c", 3)));
    }

    @Test
    void forgetsChangesThatTheIndexHas() throws IOException {
        PartitionLog log = open(disk);
        for (int i = 1; i <= 5; i++) log.apply(Documents.whole("a" + i, i));

        log.trim(3);
        log.apply(List.of(Documents.put("b", 9)));

        assertThat(log.trimmed()).isEqualTo(3);
        assertThat(log.reader().change(3)).isEmpty();
        assertThat(log.reader().change(4)).contains(Documents.key("a4"));
        assertThat(open(disk).trimmed()).isEqualTo(3);
        log.trim(5);
        log.apply(List.of(Documents.put("c", 9)));
        assertThat(open(disk).sequence()).isEqualTo(5);
        assertThat(open(disk).trimmed()).isEqualTo(5);
    }

    @Test
    void servesNothingThatWasDamaged() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        damage(Keys.segment(Documents.key("a"), Documents.version(1), 0));

        assertThatThrownBy(() -> log.reader().segment(Documents.key("a"), Documents.version(1), 0))
                .isInstanceOf(DamagedRecordException.class);

        log.defects().mark(Documents.key("a"));
        var again =
                new StoreWrite.PutSegments(
                        Documents.key("a"), Documents.version(1), Documents.segments("a", 1));
        log.apply(List.of(again, Documents.commit("a", 1)));
        assertThat(log.standing().holes()).isZero();
        assertThat(log.reader().segment(Documents.key("a"), Documents.version(1), 0)).isPresent();
    }

    @Test
    void opensWithADamagedRecordAndLacksOnlyThat() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        log.apply(Documents.whole("b", 1));
        damage(Keys.dossier(Documents.key("a")));

        PartitionLog again = open(disk);
        assertThat(again.standing().documents()).isOne();
        again.apply(Documents.whole("a", 1));

        assertThat(again.standing()).isEqualTo(log.standing());
    }

    @Test
    void writesAgainAfterTheDiskWasFull() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("a", 1));
        disk.full = true;
        assertThatThrownBy(() -> log.apply(Documents.whole("b", 1)))
                .isInstanceOf(IOException.class);
        assertThat(log.standing().documents()).isOne();
        assertThat(log.reader().segment(Documents.key("a"), Documents.version(1), 0))
                .as("reads go on")
                .isPresent();

        disk.full = false;
        log.apply(Documents.whole("b", 1));

        assertThat(log.standing().documents()).isEqualTo(2);
        assertThat(disk.opened.get()).as("opened again before it was written").isEqualTo(2);
    }

    /** Copies compare records, so nobody else would notice. */
    @Test
    void findsWhatIsMissingOfADocumentWhoseRecordIsThere() throws IOException {
        PartitionLog log = open(disk);
        log.apply(Documents.whole("torn", 1));
        log.apply(Documents.whole("whole", 2));
        byte[] batch = Keys.batch(Documents.key("torn"), Documents.version(1), 1, 0);
        assertThat(disk.entries.remove(batch)).isNotNull();
        PartitionLog again = open(disk);
        assertThat(again.holes()).isEmpty();

        again.defects().markAll();

        assertThat(again.holes()).containsExactly(Documents.key("torn"));
        assertThat(open(disk).holes()).containsExactly(Documents.key("torn"));
        assertThat(open(disk).upkeep().progress().damaged()).isEqualTo(1);
        long before = again.sequence();
        again.apply(Documents.whole("torn", 1));
        assertThat(again.holes()).isEmpty();
        assertThat(again.sequence()).as("the index looks again").isEqualTo(before + 1);
    }

    private static final Path MEMORY = Path.of("memory");
    private static final InstantSource CLOCK_OF_LATER =
            () -> Instant.ofEpochMilli(Duration.ofDays(50).toMillis());

    private static PartitionLog open(MemoryLog.Disk disk) throws IOException {
        return PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
    }

    private void damage(byte[] key) {
        disk.entries.computeIfPresent(
                key,
                (_, value) -> {
                    byte[] damaged = value.clone();
                    damaged[damaged.length / 2] ^= 0x10;
                    return damaged;
                });
    }

    private String bytes() {
        var all = new StringBuilder();
        for (byte[] value : disk.entries.values()) {
            all.append(new String(value, StandardCharsets.ISO_8859_1)).append('\n');
        }
        return all.toString();
    }
}
