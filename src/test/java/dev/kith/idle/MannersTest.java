package dev.kith.idle;

import static dev.kith.idle.IdleSamples.battery;
import static dev.kith.idle.IdleSamples.heatLeft;
import static dev.kith.idle.IdleSamples.loaded;
import static dev.kith.idle.IdleSamples.memory;
import static dev.kith.idle.IdleSamples.second;
import static dev.kith.idle.IdleSamples.settings;
import static dev.kith.idle.IdleSamples.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An agent leaves its machine to others at once, says why, and comes back when they have left. */
class MannersTest {
    private static final Manners DEFAULT = new Manners(settings("mode = on"), ZoneOffset.UTC);
    private static final Stance WORKING = Stance.working(second(0).wall());

    @Test
    void pausesAtOnceForEachReasonAndSaysWhich() {
        assertThat(after(unused(Duration.ZERO)).pause()).contains("a person uses this machine");
        assertThat(after(loaded(0.5)).pause()).contains("other programs load this machine");
        assertThat(after(battery(true, 99)).pause()).contains("this machine runs on battery");
        assertThat(after(heatLeft(4)).pause()).contains("this machine is hot");
        assertThat(after(memory(1 << 20)).pause()).contains("memory is short on this machine");
        assertThat(
                        new Manners(settings("hours = \"20:00-22:00\""), ZoneOffset.UTC)
                                .next(WORKING, Readings.unknown(4), second(1))
                                .pause())
                .contains("it is outside the hours set for it");
    }

    @Test
    void worksWhereTheMachineTellsNothing() {
        assertThat(after(Readings.unknown(4))).isEqualTo(WORKING);
    }

    @Test
    void worksWhereEveryReasonIsSwitchedOff() {
        var manners =
                new Manners(
                        settings(
                                "person.pause = false, load.pause = false, memory.pause = false,"
                                        + " battery.pause = never, heat.pause = false"),
                        ZoneOffset.UTC);
        var worst =
                new Readings(
                        4,
                        Optional.of(1.0),
                        Optional.of(0L),
                        Optional.of(new Readings.Battery(true, 1)),
                        Optional.of(-10.0),
                        Optional.of(Duration.ZERO));

        assertThat(manners.next(WORKING, worst, second(1))).isEqualTo(WORKING);
        assertThat(manners.settings().watchful()).isFalse();
    }

    @Test
    void keepsAllMannersOnAPersonsMachineAndOnlyHoursAndProcessorsElsewhere() {
        var automatic = settings("hours = \"20:00-22:00\", cores-max = 3");

        assertThat(automatic.on(Machine.Kind.PERSONAL)).isEqualTo(automatic);
        for (var kind : Machine.Kind.values()) {
            if (kind == Machine.Kind.PERSONAL) continue;
            var here = automatic.on(kind);
            assertThat(here.person().pause() || here.load().pause() || here.heat().pause())
                    .isFalse();
            assertThat(here.battery().pause()).isEqualTo(IdleSettings.OnBattery.NEVER);
            assertThat(here.memory().pause()).isFalse();
            assertThat(here.hours()).isEqualTo(automatic.hours());
            assertThat(here.coresMax()).isEqualTo(3);
            assertThat(settings("").on(kind).watchful()).isFalse();
        }
        assertThat(settings("mode = on").on(Machine.Kind.SERVER).load().pause()).isTrue();
        var off = settings("mode = off, cores-max = 3, hours = \"20:00-22:00\"");
        assertThat(off.on(Machine.Kind.PERSONAL).watchful()).isFalse();
        assertThat(off.on(Machine.Kind.PERSONAL).coresMax()).isZero();
    }

    @Test
    void comesBackWhenNothingHasHeldForTheGracePeriod() {
        Stance paused = DEFAULT.next(WORKING, loaded(0.5), second(10));
        Stance calm = DEFAULT.next(paused, loaded(0.1), second(20));

        assertThat(calm.pause()).contains("other programs loaded this machine until just now");
        assertThat(calm.since()).isEqualTo(second(10).wall());
        assertThat(DEFAULT.next(calm, loaded(0.1), second(79))).isEqualTo(calm);
        assertThat(DEFAULT.next(calm, loaded(0.1), second(80)))
                .isEqualTo(new Stance.Working(second(80).wall(), Stance.ALL_CORES));
    }

    @Test
    void beginsTheGracePeriodAnewWhenTheReasonReturns() {
        Stance stance = DEFAULT.next(WORKING, loaded(0.5), second(0));
        stance = DEFAULT.next(stance, loaded(0.1), second(1));
        stance = DEFAULT.next(stance, loaded(0.5), second(59));
        stance = DEFAULT.next(stance, loaded(0.1), second(60));

        assertThat(DEFAULT.next(stance, loaded(0.1), second(119))).isEqualTo(stance);
        assertThat(DEFAULT.next(stance, loaded(0.1), second(120)).pause()).isEmpty();
    }

    @Test
    void letsGoAtAMilderReadingThanItBegan() {
        Stance stance = DEFAULT.next(WORKING, loaded(0.39), second(0));
        assertThat(stance.pause()).isEmpty();
        stance = DEFAULT.next(stance, loaded(0.4), second(1));
        stance = DEFAULT.next(stance, loaded(0.2), second(2));
        assertThat(((Stance.Paused) stance).held()).containsExactly(Reason.LOAD);
        stance = DEFAULT.next(stance, loaded(0.19), second(3));
        assertThat(((Stance.Paused) stance).held()).isEmpty();

        Stance hot = DEFAULT.next(WORKING, heatLeft(4.9), second(0));
        assertThat(((Stance.Paused) DEFAULT.next(hot, heatLeft(14), second(1))).held())
                .containsExactly(Reason.HEAT);
    }

    @Test
    void pausesOnBatteryBelowTheSetPercentageOnly() {
        var manners = new Manners(settings("battery.pause = below"), ZoneOffset.UTC);

        assertThat(manners.next(WORKING, battery(true, 40), second(0)).pause()).isEmpty();
        Stance low = manners.next(WORKING, battery(true, 39), second(0));
        assertThat(low.pause()).isPresent();
        assertThat(((Stance.Paused) manners.next(low, battery(true, 49), second(1))).held())
                .isNotEmpty();
        assertThat(((Stance.Paused) manners.next(low, battery(false, 39), second(1))).held())
                .isEmpty();
    }

    @Test
    void keepsToldReasonWhileItHolds() {
        Stance loaded = DEFAULT.next(WORKING, loaded(0.9), second(0));
        var both =
                new Readings(
                        4,
                        Optional.of(0.9),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ZERO));

        Stance stance = DEFAULT.next(loaded, both, second(1));
        assertThat(stance.pause()).contains(Reason.LOAD.now());
        stance = DEFAULT.next(stance, unused(Duration.ofSeconds(1)), second(2));
        assertThat(stance.pause()).contains(Reason.PERSON.now());
        assertThat(stance.since()).isEqualTo(second(0).wall());
    }

    @Test
    void usesFewerProcessorsWhileOthersUseSome() {
        assertThat(cores(DEFAULT, 0.1)).isEqualTo(Stance.ALL_CORES);
        assertThat(cores(DEFAULT, 0.25)).isEqualTo(3);
        assertThat(cores(DEFAULT, 0.38)).isEqualTo(2);
        var two = new Manners(settings("cores-max = 2"), ZoneOffset.UTC);
        assertThat(cores(two, 0)).isEqualTo(2);
        assertThat(cores(two, 0.25)).isEqualTo(2);
        var alone = new Manners(settings("load.pause-above = 1"), ZoneOffset.UTC);
        assertThat(cores(alone, 0.99)).isEqualTo(1);
    }

    @Test
    void isNotMisledByAClockThatIsSet() {
        Stance paused = DEFAULT.next(WORKING, loaded(0.5), second(0));
        Stance calm = DEFAULT.next(paused, loaded(0), second(1));
        var back = new Moment(Instant.EPOCH, Duration.ofSeconds(61));

        assertThat(DEFAULT.next(calm, loaded(0), back).pause()).isEmpty();
    }

    @Test
    void neverFlapsNeverPausesWithoutAReasonAndAlwaysComesBack() {
        for (long seed = 0; seed < 2_000; seed++) history(seed);
    }

    private static void history(long seed) {
        var random = new Random(seed);
        List<Long> began = new ArrayList<>();
        Stance stance = WORKING;
        long time = 0;
        long lastHeld = -1;
        for (int step = 0; step < 100; step++) {
            time += 1 + random.nextInt(20);
            Readings readings = any(random);
            Stance next = DEFAULT.next(stance, readings, second(time));
            if (next instanceof Stance.Paused paused) {
                assertThat(paused.pause()).as("seed %d", seed).isNotEmpty();
                if (!paused.held().isEmpty()) lastHeld = time;
                if (stance instanceof Stance.Working) {
                    assertThat(paused.held()).as("seed %d", seed).isNotEmpty();
                    began.add(time);
                }
            } else if (stance instanceof Stance.Paused) {
                assertThat(time - lastHeld).as("seed %d", seed).isGreaterThan(60);
            }
            stance = next;
        }
        for (int i = 1; i < began.size(); i++) {
            assertThat(began.get(i) - began.get(i - 1)).as("seed %d", seed).isGreaterThan(60);
        }
        stance = DEFAULT.next(stance, Readings.unknown(4), second(time + 1));
        stance = DEFAULT.next(stance, Readings.unknown(4), second(time + 61));
        assertThat(stance).as("seed %d", seed).isInstanceOf(Stance.Working.class);
    }

    private static Readings any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> loaded(random.nextDouble());
            case 1 -> unused(Duration.ofSeconds(random.nextInt(600)));
            case 2 -> battery(random.nextBoolean(), random.nextInt(101));
            case 3 -> heatLeft(random.nextInt(40));
            case 4 -> memory(random.nextLong(1L << 30));
            default -> Readings.unknown(4);
        };
    }

    @Test
    void refusesSettingsThatContradictThemselves() {
        for (String wrong :
                List.of(
                        "mode = sometimes",
                        "sample-interval = 0s",
                        "grace = -1s",
                        "cores-max = -1",
                        "hours = noon",
                        "load.resume-below = 0.5",
                        "load.pause-above = 1.1",
                        "load.resume-below = 0",
                        "memory.resume-above = 1",
                        "battery.pause = rarely",
                        "battery.resume-above = 10",
                        "heat.resume-beyond = 1",
                        "person.away-after = 0s")) {
            assertThatThrownBy(() -> settings(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("kith.idle.");
        }
    }

    private static Stance after(Readings readings) {
        return DEFAULT.next(WORKING, readings, second(1));
    }

    private static int cores(Manners manners, double otherLoad) {
        return ((Stance.Working) manners.next(WORKING, loaded(otherLoad), second(1))).cores();
    }
}
