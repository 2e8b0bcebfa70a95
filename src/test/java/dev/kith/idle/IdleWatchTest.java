package dev.kith.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A watch tells what follows from what it saw last, and tells changes once. */
class IdleWatchTest {
    private Readings readings = Readings.unknown(4);
    private long second;

    private final Machine machine =
            new Machine() {
                @Override
                public Kind kind() {
                    return Kind.PERSONAL;
                }

                @Override
                public Readings read(Moment now) {
                    return readings;
                }
            };

    @Test
    void hasLookedBeforeItIsAsked() {
        readings = IdleSamples.unused(Duration.ZERO);

        assertThat(watch().get()).isInstanceOf(Stance.Paused.class);
    }

    @Test
    void tellsAListenerTheStanceNowAndEveryChangeOnce() {
        var watch = watch();
        List<Boolean> paused = new ArrayList<>();
        Runnable stop = watch.onChange(stance -> paused.add(stance.pause().isPresent()));

        look(watch, Readings.unknown(4), 1);
        look(watch, IdleSamples.loaded(0.9), 2);
        look(watch, IdleSamples.loaded(0.9), 3);
        look(watch, IdleSamples.loaded(0.0), 4);
        look(watch, IdleSamples.loaded(0.0), 64);
        stop.run();
        look(watch, IdleSamples.loaded(0.9), 65);

        assertThat(paused).containsExactly(false, true, true, false);
        assertThat(watch.readings().otherLoad()).contains(0.9);
    }

    private void look(IdleWatch watch, Readings now, long at) {
        readings = now;
        second = at;
        watch.look();
    }

    private IdleWatch watch() {
        return new IdleWatch(
                machine,
                new Manners(IdleSamples.settings("mode = on"), ZoneOffset.UTC),
                () -> IdleSamples.second(second));
    }
}
