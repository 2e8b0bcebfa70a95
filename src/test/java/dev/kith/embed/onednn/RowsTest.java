package dev.kith.embed.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every text has its rows, in a matrix of one of a few sizes. */
class RowsTest {
    private static final long SEED = 7;

    @Test
    void hasRoomForEveryTextInWholeTiles() {
        for (int tokens = 1; tokens <= 512; tokens++) {
            assertThat(Rows.size(tokens)).isGreaterThanOrEqualTo(tokens);
            assertThat(Rows.size(tokens) % Rows.TILE).isZero();
            assertThat(Rows.attended(tokens)).isBetween(tokens, tokens + Rows.TILE - 1);
            assertThat(Rows.attended(tokens) % Rows.TILE).isZero();
        }
    }

    @Test
    void hasFewSizes() {
        assertThat(IntStream.rangeClosed(1, 512).map(Rows::size).distinct().count()).isEqualTo(15);
    }

    @Test
    void packsAllTextsInTheirOrderAndLongOnesAlone() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<Integer> texts =
                    IntStream.range(0, random.nextInt(20))
                            .mapToObj(_ -> 1 + random.nextInt(512))
                            .toList();

            List<List<Integer>> packs = Rows.packs(texts, tokens -> tokens);

            assertThat(packs.stream().flatMap(List::stream).toList()).isEqualTo(texts);
            assertThat(packs)
                    .as("seed %d", SEED)
                    .allSatisfy(pack -> {
                        int rows = pack.stream().mapToInt(Integer::intValue).sum();
                        assertThat(pack.size() == 1 || rows <= Rows.PACK).isTrue();
                    });
        }
    }
}
