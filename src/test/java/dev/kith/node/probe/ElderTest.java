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
    void goesByWhoHasBeenAMemberLongestWhateverAnAgentSaysOfItself() {
        var self = Bench.self(9, 900);
        var liar = Bench.other(1, 1);
        var elder = Bench.other(2, 950);
        var directory = Bench.aged(Bench.members(self, liar, elder), elder, self, liar);

        assertThat(Elder.of(directory, 9)).extracting(Elder::started).containsExactly(950L);
    }

    @Test
    void hasNoneWhileItIsNoMemberItself() {
        var other = Bench.other(1, 1);
        var directory = Bench.aged(Bench.members(Bench.self(9, 900), other), other);

        assertThat(Elder.of(directory, 9)).isEmpty();
    }
}
