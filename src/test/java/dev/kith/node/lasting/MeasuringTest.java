package dev.kith.node.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
                new Measuring.Trade(
                        () -> warmed.incrementAndGet(), () -> measured.incrementAndGet());

        Measuring.run(LONG, List.of(trade)).close();

        assertThat(warmed).hasValue(1);
        assertThat(measured.get()).isBetween(2, 8);
    }

    @Test
    void goesOnWithoutATradeThatTakesTooLong() {
        var release = new CountDownLatch(1);
        var slow = new Measuring.Trade(() -> release.await(), () -> {});
        var ended = new AtomicInteger();
        var quick = new Measuring.Trade(() -> {}, () -> ended.incrementAndGet());

        var measuring = Measuring.run(Duration.ofMillis(300), List.of(slow, quick));

        assertThat(release.getCount()).isEqualTo(1);
        release.countDown();
        measuring.close();
        assertThat(ended.get()).isPositive();
    }

    @Test
    void measuresWhatWasLateBesideTheAgentsOwnWork() throws InterruptedException {
        var release = new CountDownLatch(1);
        var measured = new CountDownLatch(1);
        var slow = new Measuring.Trade(release::await, measured::countDown);

        try (var measuring = Measuring.run(Duration.ofMillis(50), List.of(slow))) {
            assertThat(measuring).isNotNull();
            release.countDown();

            assertThat(measured.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void goesOnWithoutATradeThatFails() {
        var broken =
                new Measuring.Trade(
                        () -> {
                            throw new IllegalStateException("as meant");
                        },
                        () -> {});

        Measuring.run(LONG, List.of(broken)).close();
    }

    @Test
    void measuresNothingInNoTime() {
        var measured = new AtomicInteger();

        Measuring.run(
                        Duration.ZERO,
                        List.of(new Measuring.Trade(() -> {}, () -> measured.incrementAndGet())))
                .close();

        assertThat(measured).hasValue(0);
    }
}
