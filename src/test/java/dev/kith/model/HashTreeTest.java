package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has named a row of strings by its root can prove each of them, and nothing else. */
class HashTreeTest {
    private static final int SIZE_MAX = 40;
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void provesEveryStringOfRowsOfAnySize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<byte[]> row = row(size);
            var tree = HashTree.of(row);
            for (int i = 0; i < size; i++) {
                assertThat(HashTree.holds(tree.root(), tree.proof(i), row.get(i)))
                        .as("%d of %d", i, size)
                        .isTrue();
            }
        }
    }

    @Test
    void provesNoOtherStringOrPlaceWhateverSizeIsClaimed() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<byte[]> row = row(size);
            var tree = HashTree.of(row);
            int at = random.nextInt(size);
            HashTree.Proof proof = tree.proof(at);
            byte[] other = row.get(at).clone();
            other[random.nextInt(other.length)] ^= 1;

            assertThat(HashTree.holds(tree.root(), proof, other)).isFalse();
            for (int place = -1; place <= size; place++) {
                if (place == at) continue;
                for (int claimed = 0; claimed <= SIZE_MAX; claimed++) {
                    var moved = new HashTree.Proof(place, claimed, proof.siblings());
                    assertThat(HashTree.holds(tree.root(), moved, row.get(at)))
                            .as("%d as %d of %d", at, place, claimed)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void refusesProofsThatWereTamperedWith() {
        List<byte[]> row = row(13);
        var tree = HashTree.of(row);
        List<String> siblings = tree.proof(5).siblings();

        var longer = new ArrayList<>(siblings);
        longer.add(siblings.getFirst());
        var swapped = new ArrayList<>(siblings.reversed());
        var broken = new ArrayList<>(siblings);
        broken.set(0, "not hex");
        for (List<String> wrong :
                List.of(longer, swapped, broken, siblings.subList(1, siblings.size()))) {
            var proof = new HashTree.Proof(5, 13, wrong);
            assertThat(HashTree.holds(tree.root(), proof, row.get(5))).isFalse();
        }
    }

    @Test
    void changesWithOrderAndContent() {
        List<byte[]> row = row(2);
        assertThat(HashTree.of(row).root()).isEqualTo(HashTree.of(List.copyOf(row)).root());
        assertThat(HashTree.of(row).root()).isNotEqualTo(HashTree.of(row.reversed()).root());
        assertThat(HashTree.ofTexts(List.of("same", "same")).root())
                .isNotEqualTo(HashTree.ofTexts(List.of("same")).root());
    }

    @Test
    void namesARowOfNothingToo() {
        assertThat(HashTree.of(List.of()).root()).isEqualTo(ContentId.of(""));
        assertThatThrownBy(() -> HashTree.of(List.of()).proof(0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static List<byte[]> row(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ("text " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
