package dev.kith.node.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Measuring at the start never keeps an agent waiting longer than it was told to. */
@Timeout(60)
class MeasuringTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @Test
    void warmsUpOnceAndMeasuresAFewTimes() {
        var warmed = new AtomicInteger();
        var measured = new AtomicInteger();
        var trade =
                new Measuring.Trade(_ -> warmed.incrementAndGet(), _ -> measured.incrementAndGet());

        Measuring.run(LONG, List.of(trade)).close();

        assertThat(warmed).hasValue(1);
        assertThat(measured.get()).isBetween(2, 8);
    }

    @Test
    void goesOnWithoutATradeThatTakesTooLong() {
        var release = new CountDownLatch(1);
        var slow = new Measuring.Trade(_ -> release.await(), _ -> {});
        var ended = new AtomicInteger();
        var quick = new Measuring.Trade(_ -> {}, _ -> ended.incrementAndGet());

        var measuring = Measuring.run(Duration.ofMillis(300), List.of(slow, quick));

        assertThat(release.getCount()).isEqualTo(1);
        release.countDown();
        measuring.close();
        assertThat(ended.get()).isPositive();
    }

    @Test
    void goesOnWithoutATradeThatFails() {
        var broken =
                new Measuring.Trade(
                        _ -> {
                            throw new IllegalStateException("as meant");
                        },
                        _ -> {});

        Measuring.run(LONG, List.of(broken)).close();
    }

    @Test
    void measuresNothingInNoTime() {
        var measured = new AtomicInteger();

        Measuring.run(
                        Duration.ZERO,
                        List.of(new Measuring.Trade(_ -> {}, _ -> measured.incrementAndGet())))
                .close();

        assertThat(measured).hasValue(0);
    }
}
