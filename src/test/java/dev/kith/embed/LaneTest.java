package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Askers take turns by their weight, and none has to wait for all of another's. */
class LaneTest {
    private static final int MAX = 100;

    private final Lane lane = new Lane();

    private boolean take(String asker, double weight, int texts) {
        List<String> all = IntStream.range(0, texts).mapToObj(i -> asker + i).toList();
        return lane.take(new EmbeddingBatch(false, all), new Lane.Asker(asker, weight), MAX);
    }

    private List<String> next(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EmbeddingBatch.Item item = lane.next();
            if (item != null) texts.add(item.text());
        }
        return texts;
    }

    @Test
    void keepsOneAskersTextsInTheirOrder() {
        take("a", 1, 3);
        take("a", 3, 2);

        assertThat(next(5)).containsExactly("a0", "a1", "a2", "a0", "a1");
    }

    @Test
    void letsALateComerTakeTurnsWithOneThatHasMuchWaiting() {
        take("a", 1, 50);
        next(10);
        take("b", 1, 3);

        assertThat(next(6)).containsExactly("a10", "b0", "a11", "b1", "a12", "b2");
    }

    @Test
    void servesThreeTimesTheWeightThreeTimesAsOften() {
        take("a", 1, 20);
        take("b", 3, 60);

        List<String> served = next(40);

        assertThat(served.stream().filter(text -> text.startsWith("b")).count())
                .isBetween(29L, 31L);
    }

    @Test
    void forgetsOldTurnsWhenNothingWaits() {
        take("a", 1, 50);
        next(50);
        take("a", 1, 2);
        take("b", 1, 2);

        assertThat(next(4)).containsExactly("a0", "b0", "a1", "b1");
    }

    @Test
    void takesAllTextsOfABatchOrNone() {
        assertThat(take("a", 1, 99)).isTrue();
        assertThat(take("b", 9, 2)).isFalse();
        assertThat(take("b", 9, 1)).isTrue();
        assertThat(lane.inFlight()).isEqualTo(100);
    }
}
