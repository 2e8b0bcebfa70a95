package dev.kith.audit.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.Place;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.vector.UnitVector;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A canary is never seen twice by one agent, costs no more than is wanted, and wears out. */
class CanaryPoolTest {
    private static final AuditSettings.Canaries SETTINGS = AuditSettings.shipped().canaries();
    private static final UnitVector VECTOR = UnitVector.of(1, 0);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final CanaryPool pool = new CanaryPool(SETTINGS, new SplittableRandom(6));

    @Test
    void givesAsManyTextsAsAreWantedOnAverage() {
        for (int i = 0; i < 100; i++) pool.offer(canary("long " + i, 4, 1), Set.of());
        int texts = 0;
        int times = 2000;
        for (int i = 0; i < times; i++) {
            texts += pool.draw(agent(i % 1500), 0.5).map(Canary::size).orElse(0);
        }
        assertThat((double) texts / times).isCloseTo(0.5, within(0.06));
        assertThat(pool.draw(agent(1), 0)).isEmpty();
    }

    @Test
    void showsNoAgentACanaryTwice() {
        fill(30);
        var seen = new HashSet<List<String>>();
        for (int i = 0; i < 30; i++) {
            assertThat(seen.add(pool.draw(agent(1), 1).orElseThrow().texts())).isTrue();
        }
        assertThat(pool.draw(agent(1), 1)).isEmpty();
    }

    @Test
    void showsNobodyWhatItHasComputedItself() {
        pool.offer(canary("own", 1, 1), List.of(agent(1), agent(2)));
        assertThat(pool.draw(agent(1), 1)).isEmpty();
        assertThat(pool.draw(agent(2), 1)).isEmpty();
        assertThat(pool.draw(agent(3), 1)).isPresent();
    }

    @Test
    void retiresACanaryAfterTwentyUses() {
        pool.offer(canary("only", 1, 1), Set.of());
        for (int i = 0; i < SETTINGS.usesMax(); i++) {
            assertThat(pool.draw(agent(i), 1)).isPresent();
        }
        assertThat(pool.size()).isZero();
    }

    @Test
    void takesNothingTwiceAndNothingTooLong() {
        assertThat(pool.offer(canary("a", 2, 1), Set.of())).isTrue();
        assertThat(pool.offer(canary("a", 2, 2), Set.of())).isFalse();
        assertThat(pool.offer(canary("b", SETTINGS.textsMax() + 1, 1), Set.of())).isFalse();
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsGone() {
        Canary gone = canary("gone", 3, 1);
        pool.offer(gone, Set.of());
        pool.drop(gone);
        pool.drop(gone);
        assertThat(pool.size()).isZero();
        assertThat(pool.draw(agent(1), 8)).isEqualTo(Optional.empty());
    }

    @Test
    void replacesATenthOfAFullPoolADayOldestFirst() {
        fill(SETTINGS.poolMax());
        assertThat(pool.offer(canary("early", 1, 2), Set.of())).isFalse();

        int taken = 0;
        for (int i = 0; i < 200; i++) {
            if (pool.offer(canary("new " + i, 1, DAY + 2), Set.of())) taken++;
        }

        assertThat(taken).isEqualTo((int) (SETTINGS.refreshShare() * SETTINGS.poolMax()));
        assertThat(pool.size()).isEqualTo(SETTINGS.poolMax());
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> pool.offer(canary("canary " + i, 1, 1), Set.of()));
    }

    private static Canary canary(String text, int size, long born) {
        var key = new DocumentKey(new CollectionName("books"), text.replace(' ', '-'));
        var origin =
                new Canary.Origin(
                        TaskId.of(key, ContentId.of(text)),
                        new Place(key, new Version(1, "agent"), 0, 0));
        return new Canary(
                origin,
                IntStream.range(0, size).mapToObj(i -> text + " " + i).toList(),
                Collections.nCopies(size, VECTOR),
                NumericClass.FULL,
                true,
                born);
    }

    private static AgentId agent(int number) {
        return new AgentId("did:key:z6Mkagent%05d".formatted(number));
    }
}
