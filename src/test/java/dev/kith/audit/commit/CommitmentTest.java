package dev.kith.audit.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.ContentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has committed to vectors can prove each of them, and nothing else. */
class CommitmentTest {
    private static final int SIZE_MAX = 40;
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void provesEveryVectorOfBatchesOfAnySize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<String> texts = texts(size);
            List<UnitVector> vectors = vectors(size);
            var tree = CommitmentTree.of(texts, vectors);
            Commitment committed = tree.commitment();
            for (int i = 0; i < size; i++) {
                assertThat(committed.holds(tree.proof(i), texts.get(i), bytes(vectors.get(i))))
                        .as("%d of %d", i, size)
                        .isTrue();
            }
        }
    }

    @Test
    void provesNoOtherVectorTextOrPlace() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<String> texts = texts(size);
            List<UnitVector> vectors = vectors(size);
            var tree = CommitmentTree.of(texts, vectors);
            Commitment committed = tree.commitment();
            int at = random.nextInt(size);
            Inclusion proof = tree.proof(at);
            byte[] vector = bytes(vectors.get(at));
            byte[] other = vector.clone();
            other[random.nextInt(other.length)] ^= 1;

            assertThat(committed.holds(proof, texts.get(at), other)).isFalse();
            assertThat(committed.holds(proof, texts.get(at) + " ", vector)).isFalse();
            for (int place = -1; place <= size; place++) {
                if (place == at) continue;
                var moved = new Inclusion(place, proof.siblings());
                assertThat(committed.holds(moved, texts.get(at), vector))
                        .as("%d as %d of %d", at, place, size)
                        .isFalse();
            }
        }
    }

    @Test
    void refusesProofsThatWereTamperedWith() {
        List<String> texts = texts(13);
        List<UnitVector> vectors = vectors(13);
        var tree = CommitmentTree.of(texts, vectors);
        Commitment committed = tree.commitment();
        List<String> siblings = tree.proof(5).siblings();
        byte[] vector = bytes(vectors.get(5));

        var longer = new ArrayList<>(siblings);
        longer.add(siblings.getFirst());
        var swapped = new ArrayList<>(siblings.reversed());
        var broken = new ArrayList<>(siblings);
        broken.set(0, "not hex");
        for (List<String> wrong :
                List.of(longer, swapped, broken, siblings.subList(1, siblings.size()))) {
            assertThat(committed.holds(new Inclusion(5, wrong), texts.get(5), vector)).isFalse();
        }
    }

    @Test
    void changesWithOrderAndContent() {
        List<UnitVector> vectors = vectors(2);
        var same = List.of("same", "same");
        var one = CommitmentTree.of(same, vectors).commitment();
        var swapped = CommitmentTree.of(same, vectors.reversed()).commitment();
        assertThat(one).isNotEqualTo(swapped);
        assertThat(one).isEqualTo(CommitmentTree.of(same, vectors).commitment());
    }

    @Test
    void refusesWhatIsNoBatch() {
        assertThatThrownBy(() -> CommitmentTree.of(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommitmentTree.of(List.of("one"), vectors(2)))
                .hasMessageContaining("1 texts but 2 vectors");
        assertThatThrownBy(() -> new Commitment(ContentId.of("x"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> texts(int size) {
        return IntStream.range(0, size).mapToObj(i -> "text " + i).toList();
    }

    private List<UnitVector> vectors(int size) {
        return IntStream.range(0, size)
                .mapToObj(_ ->
                        UnitVector.of(
                                (float) random.nextGaussian(),
                                (float) random.nextGaussian(),
                                (float) random.nextGaussian()))
                .toList();
    }

    private static byte[] bytes(UnitVector vector) {
        return vector.toBytes();
    }
}
