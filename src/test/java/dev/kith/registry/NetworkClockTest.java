package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Agents agree on the time while most of their clocks do, and nobody else's clock disturbs them.
 */
class NetworkClockTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final AtomicLong wall = new AtomicLong(NOW);
    private final AtomicLong nanos = new AtomicLong(-17);
    private final NetworkClock clock =
            new NetworkClock(() -> Instant.ofEpochMilli(wall.get()), nanos::get);

    @Test
    void isTheOwnClockWhereNobodyElseIsHere() {
        assertThat(clock.millis()).isEqualTo(NOW);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(NOW));
    }

    @Test
    void isTheOwnClockToTheMillisecondWhereTheOthersAreNear() {
        clock.heard(Map.of("ben", NOW - 4_000, "cleo", NOW - 7_000));

        assertThat(clock.millis()).isEqualTo(NOW);
    }

    @Test
    void staysWithTheOthersWhenTheOwnClockJumps() {
        clock.heard(Map.of("ben", NOW, "cleo", NOW));

        for (long jump : List.of(HOUR, -HOUR)) {
            wall.set(NOW + jump);
            assertThat(clock.millis()).isEqualTo(NOW);
        }
        pass(Duration.ofSeconds(90));
        assertThat(clock.millis()).as("and goes on").isEqualTo(NOW + 90_000);
    }

    @Test
    void mindsNoOtherClockThatJumps() {
        clock.heard(Map.of("ben", NOW + HOUR, "cleo", NOW));

        assertThat(clock.millis()).isEqualTo(NOW);
    }

    @Test
    void takesTheEarlierOfTwo() {
        clock.heard(Map.of("ben", NOW + HOUR));
        assertThat(clock.millis()).isEqualTo(NOW);

        clock.heard(Map.of("ben", NOW - HOUR));
        assertThat(clock.millis()).isEqualTo(NOW - HOUR);
    }

    @Test
    void forgetsWhoIsGone() {
        clock.heard(Map.of("ben", NOW - HOUR, "cleo", NOW - HOUR));
        assertThat(clock.millis()).isEqualTo(NOW - HOUR);

        clock.heard(Map.of());

        assertThat(clock.millis()).isEqualTo(NOW);
    }

    @Test
    void letsAnOldCardGrowOlder() {
        clock.heard(Map.of("ben", NOW, "cleo", NOW));
        pass(Duration.ofSeconds(30));
        clock.heard(Map.of("ben", NOW, "cleo", NOW));
        wall.set(NOW + HOUR);

        assertThat(clock.millis()).isEqualTo(NOW + 30_000);
    }

    @Test
    void agreesEverywhereWithinTheTrustedMinuteWhereverClocksJump() {
        long seed = System.nanoTime() & 0xffff;
        System.out.println("network clock: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int agents = 2 + random.nextInt(6);
            var walls = new ArrayList<Long>();
            for (int i = 0; i < agents; i++) {
                walls.add(NOW + HOUR * (random.nextInt(3) - 1) + random.nextInt(2_000));
            }
            var times = new ArrayList<Long>();
            for (int i = 0; i < agents; i++) times.add(timeAt(i, walls));

            long apart =
                    times.stream().mapToLong(t -> t).max().orElseThrow()
                            - times.stream().mapToLong(t -> t).min().orElseThrow();
            assertThat(apart).as("round %d: %s of %s", round, times, walls).isLessThan(60_000);
        }
    }

    private static long timeAt(int agent, List<Long> walls) {
        var clock = new NetworkClock(() -> Instant.ofEpochMilli(walls.get(agent)), () -> 0);
        Map<String, Long> others = new HashMap<>();
        for (int i = 0; i < walls.size(); i++) {
            if (i != agent) others.put("agent-" + i, walls.get(i));
        }
        clock.heard(others);
        return clock.millis();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.addAndGet(time.toMillis());
    }
}
