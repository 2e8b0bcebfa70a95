package dev.kith.node.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.idle.Reason;
import dev.kith.idle.Stance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The others are told at once that an agent begins to pause or to work, and of nothing else. */
class BulletinTest {
    private static final Stance WORKING = Stance.working(Instant.EPOCH);
    private static final Stance PAUSED =
            new Stance.Paused(
                    Instant.EPOCH, Reason.PERSON, Set.of(Reason.PERSON), Optional.empty());
    private static final Stance CALM =
            new Stance.Paused(
                    Instant.EPOCH, Reason.PERSON, Set.of(), Optional.of(Duration.ofSeconds(3)));

    private final AtomicInteger published = new AtomicInteger();
    private final Bulletin bulletin = new Bulletin(published::incrementAndGet);

    @Test
    void tellsThatAPauseBeginsAndThatItIsOver() {
        bulletin.accept(WORKING);
        assertThat(published).hasValue(0);

        bulletin.accept(PAUSED);
        assertThat(published).hasValue(1);

        bulletin.accept(CALM);
        assertThat(published).hasValue(1);

        bulletin.accept(WORKING);
        assertThat(published).hasValue(2);
    }

    @Test
    void keepsToItselfThatItComputesWithFewerProcessors() {
        bulletin.accept(new Stance.Working(Instant.EPOCH, 4));
        bulletin.accept(new Stance.Working(Instant.EPOCH, 1));

        assertThat(published).hasValue(0);
    }
}
