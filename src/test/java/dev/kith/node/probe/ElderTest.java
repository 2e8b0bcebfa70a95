package dev.kith.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An agent is compared with the eldest that are here, embed, and can be compared with it. */
class ElderTest {

    @Test
    void takesTheEldestFirstAndNoMoreThanAsked() {
        var directory =
                Bench.members(
                        Bench.self(9, 900),
                        Bench.other(1, 300),
                        Bench.other(2, 100),
                        Bench.other(3, 200),
                        Bench.other(4, 1000));

        assertThat(Elder.of(directory, 2)).extracting(Elder::started).containsExactly(100L, 200L);
        assertThat(Elder.of(directory, 9)).hasSize(3);
        assertThat(Elder.of(directory, 0)).isEmpty();
    }

    @Test
    void leavesOutWhoCannotBeComparedOrBelieved() {
        var otherNumbers =
                new Card.Offer(
                        "", Set.of(Capability.EMBED), 0, Optional.of("int8/x"), Optional.empty());
        var unfit =
                new Card.Offer(
                        "",
                        Set.of(Capability.EMBED),
                        0,
                        Optional.of("full"),
                        Optional.of("differs"));
        var directory =
                Bench.members(
                        Bench.self(9, 900),
                        Bench.entry(Bench.card(1, 1, otherNumbers), "up", false, false),
                        Bench.entry(Bench.card(2, 2, unfit), "up", false, false),
                        Bench.entry(Bench.card(3, 3, Bench.FULL), "unreachable", false, false),
                        Bench.entry(Bench.card(4, 4, Bench.FULL), "up", false, true));

        assertThat(Elder.of(directory, 9)).isEmpty();
    }

    @Test
    void settlesEqualAgesByTheId() {
        var one = Bench.members(Bench.self(1, 100), Bench.other(2, 100));
        var other = Bench.members(Bench.self(2, 100), Bench.other(1, 100));

        assertThat(Elder.of(one, 9).size() + Elder.of(other, 9).size()).isEqualTo(1);
    }
}
