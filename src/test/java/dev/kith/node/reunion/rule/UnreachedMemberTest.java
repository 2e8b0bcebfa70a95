package dev.kith.node.reunion.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Members of one network that do not reach each other for a moment are one part again as soon as
 * they do; whoever was really left behind is not counted.
 */
class UnreachedMemberTest {
    private static final long STEP = 100;
    private static final Seat ADA = new Seat("10.0.0.1:17355", 1);
    private static final Seat CLEO = new Seat("10.0.0.3:17355", 3);
    private static final Seat DAN = new Seat("10.0.0.4:17355", 4);
    private static final List<Seat> ALL = List.of(ADA, CLEO, DAN);

    private final Map<Seat, Lookout> lookouts = new TreeMap<>();
    private long now = 1_000_000;

    UnreachedMemberTest() {
        for (Seat seat : ALL) {
            var restarts = new Restarts(World.SETTINGS);
            var means =
                    new Lookout.Means(
                            seat,
                            0,
                            () -> ALL.stream().map(Seat::address).toList(),
                            World.SETTINGS,
                            restarts);
            lookouts.put(seat, new Lookout(means, now));
        }
    }

    @Test
    void areOnePartAgainOnceTheyReachEachOther() {
        for (Seat seat : ALL) views(seat, ALL);
        run(20);

        views(ADA, List.of(ADA, CLEO));
        run(20);
        assertThat(away(ADA)).containsExactly(DAN.address());
        views(ADA, ALL);
        run(20);

        for (Seat seat : ALL) assertThat(away(seat)).as(seat.address()).isEmpty();
    }

    @Test
    void doNotCountWhoeverHasGoneOnWithoutThem() {
        for (Seat seat : ALL) views(seat, ALL);
        run(20);

        lookout(DAN).view(new Part(List.of(DAN), List.of()), List.of(DAN));
        run(20);

        assertThat(away(ADA)).containsExactly(DAN.address());
        assertThat(away(CLEO)).containsExactly(DAN.address());
    }

    /** Which members it reaches; all are members. */
    private void views(Seat seat, List<Seat> reached) {
        lookout(seat).view(new Part(reached, List.of()), ALL);
    }

    private List<String> away(Seat seat) {
        return lookout(seat).away();
    }

    private Lookout lookout(Seat seat) {
        return Objects.requireNonNull(lookouts.get(seat));
    }

    private void run(int seconds) {
        for (long end = now + seconds * 1000L; now < end; now += STEP) {
            for (Seat seat : ALL) act(lookout(seat).tick(now));
        }
    }

    private void act(List<Act> acts) {
        for (Act act : acts) {
            if (!(act instanceof Act.Ring(var address, var bell))) continue;
            Seat to =
                    ALL.stream().filter(s -> s.address().equals(address)).findFirst().orElseThrow();
            act(lookout(to).heard(bell, now));
        }
    }
}
