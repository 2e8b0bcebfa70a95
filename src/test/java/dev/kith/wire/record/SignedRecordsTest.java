package dev.kith.wire.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Replicas that have seen the same records have the same state, whatever some of them sent, in
 * which order and how often; and nobody but its author changes a record.
 */
class SignedRecordsTest {
    private static final int CASES = 100_000;
    private static final long SEED = 20_261_122;

    private final RecordCheck check = RecordCast.check();
    private final Random random = new Random(SEED);
    private final List<SignedRecord> honest = RecordCast.honest();
    private final List<SignedRecord> hostile = RecordCast.hostile(honest, random);

    @Test
    void obeysTheLawsOfACrdtWithHostileRecordsAmongThem() {
        for (int i = 0; i < CASES; i++) {
            SignedRecords a = some();
            SignedRecords b = some();
            SignedRecords c = some();
            SignedRecords ab = a.merge(b);

            assertThat(ab).as("commutes, case %d", i).isEqualTo(b.merge(a));
            assertThat(ab.merge(c)).as("associates, case %d", i).isEqualTo(a.merge(b.merge(c)));
            assertThat(ab.merge(ab)).as("idempotent, case %d", i).isEqualTo(ab);
            assertThat(ab.merge(a)).as("absorbs, case %d", i).isEqualTo(ab);
            assertThat(a.merge(a)).as("drops the invalid, case %d", i).isEqualTo(clean(a));
        }
    }

    @Test
    void keepsTheNewestVersionAndItsTwoSmallestHashes() {
        for (int i = 0; i < CASES / 10; i++) {
            Set<SignedRecord> seen = new HashSet<>();
            SignedRecords merged = SignedRecords.empty(check);
            for (int part = random.nextInt(1, 6); part > 0; part--) {
                SignedRecords next = some();
                seen.addAll(next.records());
                merged = random.nextBoolean() ? merged.merge(next) : next.merge(merged);
            }

            assertThat(merged.records()).as("case %d", i).containsExactlyElementsOf(model(seen));
        }
    }

    /** Kind by kind and agent by agent, straight from the rule's words. */
    private List<SignedRecord> model(Set<SignedRecord> seen) {
        Map<Slot.Key, List<SignedRecord>> byKey = new HashMap<>();
        for (SignedRecord record : seen) {
            if (hostile.contains(record)) continue;
            byKey.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(record);
        }
        List<SignedRecord> kept = new ArrayList<>();
        for (List<SignedRecord> all : byKey.values()) {
            SignedRecord newest =
                    Collections.max(
                            all,
                            Comparator.comparingLong(SignedRecord::epoch)
                                    .thenComparingLong(SignedRecord::version));
            all.stream()
                    .filter(newest::rivals)
                    .sorted(Comparator.comparing(SignedRecord::hash))
                    .limit(2)
                    .forEach(kept::add);
        }
        Collections.sort(kept);
        return kept;
    }

    /** Were the fork to stick, (x ∨ y) ∨ z would differ from x ∨ (y ∨ z). */
    @Test
    void forgetsAForkOnceItIsSuperseded() {
        SignedRecords x = one(RecordCast.record(0, 2, "x"));
        SignedRecords y = one(RecordCast.record(0, 2, "y"));
        SignedRecords z = one(RecordCast.record(0, 3, "z"));

        assertThat(x.merge(y).forks()).hasSize(1);
        assertThat(x.merge(y).merge(z)).isEqualTo(x.merge(y.merge(z))).isEqualTo(z);
    }

    @Test
    void letsNobodyChangeAnothersRecord() {
        SignedRecord real = RecordCast.record(0, 5, "true");
        SignedRecords state = one(real);
        List<SignedRecord> tries =
                List.of(
                        RecordCast.forged(1, 0, 6, "false"),
                        RecordCast.forged(1, 0, 5, "false"),
                        RecordCast.record(0, 4, "old"),
                        RecordCast.flipped(real, 300),
                        RecordCast.moved(
                                real,
                                RecordCast.claim(
                                        Kind.CAPABILITY, RecordCast.agent(0).id(), 0, 6, "true")),
                        RecordCast.record(1, 9, "of another"));

        for (SignedRecord attempt : tries) {
            SignedRecords sent = SignedRecords.unchecked(check, List.of(attempt));
            assertThat(state.merge(sent).slot(Kind.CAPABILITY, RecordCast.agent(0).id()))
                    .as(attempt.toString())
                    .hasValue(Slot.of(real));
            assertThat(sent.merge(state).slot(Kind.CAPABILITY, RecordCast.agent(0).id()))
                    .hasValue(Slot.of(real));
        }
    }

    @Test
    void bringsAnotherReplicaUpToDateWithWhatHasChangedAlone() {
        for (int i = 0; i < 2_000; i++) {
            SignedRecords here = clean(some());
            SignedRecords there = here;
            for (int puts = random.nextInt(1, 5); puts > 0; puts--) here = here.put(any());

            if (here.delta().isDefined()) {
                there = (SignedRecords) there.mergeDelta(here.delta().get());
            }

            assertThat(there).as("case %d", i).isEqualTo(here);
            assertThat(here.resetDelta().delta().isEmpty()).isTrue();
        }
    }

    @Test
    void writesEqualContentAsEqualBytesInWhicheverOrderItCame() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            List<SignedRecord> records =
                    IntStream.range(0, 8)
                            .mapToObj(_ -> any())
                            .collect(ArrayList::new, List::add, List::addAll);
            SignedRecords one = SignedRecords.of(check, records);
            Collections.shuffle(records, random);
            SignedRecords other = SignedRecords.empty(check);
            for (SignedRecord record : records) other = other.put(record);

            assertThat(RecordSerializer.write(one.records()))
                    .isEqualTo(RecordSerializer.write(other.records()));
            assertThat(
                            SignedRecords.of(
                                    check,
                                    RecordSerializer.read(RecordSerializer.write(one.records()))))
                    .isEqualTo(one)
                    .hasSameHashCodeAs(one);
        }
    }

    private SignedRecords one(SignedRecord record) {
        return SignedRecords.empty(check).put(record);
    }

    private SignedRecord any() {
        List<SignedRecord> from = random.nextInt(3) == 0 ? hostile : honest;
        return from.get(random.nextInt(from.size()));
    }

    /** As a member that cheats would have it. */
    private SignedRecords some() {
        return SignedRecords.unchecked(
                check, IntStream.range(0, random.nextInt(6)).mapToObj(_ -> any()).toList());
    }

    private SignedRecords clean(SignedRecords state) {
        return SignedRecords.of(check, state.records());
    }
}
