package dev.kith.audit.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A canary is a text like the others, anywhere among them, never seen twice by one agent. */
class CanaryPoolTest {
    private static final AuditSettings.Canaries SETTINGS = AuditSettings.shipped().canaries();
    private static final UnitVector VECTOR = UnitVector.of(1, 0);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final List<String> TEXTS = List.of("a", "b", "c", "d");

    private final CanaryPool pool = new CanaryPool(SETTINGS, new SplittableRandom(6));

    @Test
    void givesBackExactlyWhatWasWantedInItsOrder() {
        fill(100);
        for (int i = 0; i < 40; i++) {
            Planted planted = pool.plant(TEXTS, agent(i), i % 3);
            assertThat(planted.texts()).hasSize(TEXTS.size() + i % 3);
            assertThat(planted.wanted(planted.texts())).isEqualTo(TEXTS);
            planted.canaries()
                    .forEach((place, canary) ->
                            assertThat(planted.texts().get(place)).isEqualTo(canary.text()));
        }
    }

    @Test
    void plantsAnywhereEquallyOften() {
        fill(SETTINGS.poolMax());
        int[] at = new int[TEXTS.size() + 1];
        int times = 2000;
        for (int i = 0; i < times; i++) {
            Planted planted = pool.plant(TEXTS, agent(i), 1);
            planted.canaries().keySet().forEach(place -> at[place]++);
        }
        for (int count : at) {
            assertThat((double) count / times).isCloseTo(1.0 / at.length, within(0.04));
        }
    }

    @Test
    void showsNoAgentACanaryTwice() {
        fill(30);
        var seen = new HashSet<String>();
        int planted = 0;
        for (int i = 0; i < 40; i++) {
            for (Canary canary : pool.plant(TEXTS, agent(1), 1).canaries().values()) {
                assertThat(seen.add(canary.text())).isTrue();
                planted++;
            }
        }
        assertThat(planted).isEqualTo(30);
    }

    @Test
    void plantsNothingThatStandsAmongTheTexts() {
        pool.offer(new Canary("b", VECTOR, 1));
        assertThat(pool.plant(TEXTS, agent(1), 2).canaries()).isEmpty();
    }

    @Test
    void retiresACanaryAfterTwentyUses() {
        pool.offer(new Canary("only", VECTOR, 1));
        for (int i = 0; i < SETTINGS.usesMax(); i++) {
            assertThat(pool.plant(TEXTS, agent(i), 1).canaries()).hasSize(1);
        }
        assertThat(pool.size()).isZero();
    }

    @Test
    void replacesATenthOfAFullPoolADayOldestFirst() {
        fill(SETTINGS.poolMax());
        assertThat(pool.offer(canary("early", 2))).isFalse();

        int taken = 0;
        for (int i = 0; i < 200; i++) if (pool.offer(canary("new " + i, DAY + 2))) taken++;

        assertThat(taken).isEqualTo((int) (SETTINGS.refreshShare() * SETTINGS.poolMax()));
        assertThat(pool.size()).isEqualTo(SETTINGS.poolMax());
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> pool.offer(canary("canary " + i, 1)));
    }

    private static Canary canary(String text, long born) {
        return new Canary(text, VECTOR, born);
    }

    private static AgentId agent(int number) {
        return new AgentId("did:key:z6Mkagent%05d".formatted(number));
    }
}
