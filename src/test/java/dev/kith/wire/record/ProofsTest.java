package dev.kith.wire.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has said two things at once is known for good, to all, and nobody else is accused. */
class ProofsTest {
    private static final long SEED = 17;

    private final RecordCheck check = RecordCast.check();
    private final Random random = new Random(SEED);
    private final List<Proof> real = proofs(RecordCast.honest());
    private final List<Proof> forged = new ArrayList<>();

    ProofsTest() {
        for (Proof proof : real.subList(0, 8)) {
            SignedRecord wrong = RecordCast.flipped(proof.other(), random.nextInt(512));
            forged.add(Slot.of(proof.one()).join(Slot.of(wrong)).fork().orElseThrow());
        }
    }

    private static List<Proof> proofs(List<SignedRecord> records) {
        List<Proof> all = new ArrayList<>();
        for (SignedRecord one : records) {
            for (SignedRecord other : records) {
                if (one.rivals(other) && one.hash().compareTo(other.hash()) < 0) {
                    all.add(new Proof(one, other));
                }
            }
        }
        return all;
    }

    @Test
    void obeysTheLawsOfACrdt() {
        for (int i = 0; i < 20_000; i++) {
            Proofs a = some();
            Proofs b = some();
            Proofs c = some();

            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(a)).isEqualTo(a);
            assertThat(a.merge(b).accused()).containsAll(a.accused()).containsAll(b.accused());
            assertThat(RecordSerializer.write(a.merge(b).records()))
                    .isEqualTo(RecordSerializer.write(b.merge(a).records()));
        }
    }

    @Test
    void accusesNobodyOnForgedProof() {
        Proofs none = Proofs.empty(check);

        for (Proof proof : forged) assertThat(none.put(proof)).isSameAs(none);
    }

    @Test
    void keepsOneProofOfAnAgentHoweverManyThereAre() {
        Proofs all = Proofs.of(check, real);

        assertThat(all.records().size()).isEqualTo(2 * 4 * 2); // agents, epochs
        assertThat(all.against(RecordCast.agent(2).id()))
                .hasValueSatisfying(proof -> assertThat(proof.epoch()).isEqualTo(1));
        assertThat(all.against(RecordCast.agent(9).id())).isEmpty();
    }

    private Proofs some() {
        List<Proof> picked =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> real.get(random.nextInt(real.size())))
                        .toList();
        return Proofs.of(check, picked);
    }
}
