package dev.kith.node.parting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.node.parting.Parting.Broken;
import dev.kith.node.parting.Parting.Standing;
import dev.kith.node.reunion.rule.Seat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every part goes on without those it has not reached for a stable while; nobody removes itself,
 * and nobody judges the others by time that it slept through.
 */
class PartingTest {
    private static final long STABLE = 2_000;
    private static final long GAP = 1_500;
    private static final Seat A = seat("a");
    private static final Seat B = seat("b");
    private static final Seat C = seat("c");
    private static final Seat D = seat("d");
    private static final Seat E = seat("e");
    private static final List<Standing> FIVE = standing(A, B, C, D, E);

    @Test
    void bothPartsOfASplitGoOnAlsoOneOfFive() {
        Set<Broken> cut = links(E, A, B, C, D);

        assertThat(after(parting(A), FIVE, cut, 3_000)).containsExactly(E);
        assertThat(after(parting(E), FIVE, cut, 3_000)).containsExactly(A, B, C, D);
    }

    @Test
    void oneActsForItsPart() {
        assertThat(after(parting(B), FIVE, links(E, A, B, C, D), 3_000)).isEmpty();
    }

    @Test
    void waitsAStableWhile() {
        Set<Broken> cut = links(E, A, B, C, D);
        Parting parting = parting(A);

        assertThat(after(parting, FIVE, cut, 1_900)).isEmpty();
        assertThat(parting.remove(FIVE, Set.of(), 2_000)).isEmpty();
        assertThat(parting.remove(FIVE, cut, 2_200)).isEmpty();
        assertThat(parting.remove(FIVE, cut, 3_000)).isEmpty();
    }

    @Test
    void judgesNobodyByTimeThatItSlept() {
        Set<Broken> cut = links(A, B, C, D, E);
        Parting parting = parting(A);
        assertThat(after(parting, FIVE, cut, 1_000)).isEmpty();

        assertThat(parting.remove(FIVE, cut, 31_000)).isEmpty();
        assertThat(parting.remove(FIVE, cut, 32_000)).isEmpty();
        assertThat(parting.remove(FIVE, cut, 33_000)).containsExactly(B, C, D, E);
    }

    @Test
    void removesOnlyOneOfTwoThatDoNotReachEachOther() {
        Set<Broken> cut = links(B, D);

        assertThat(after(parting(A), FIVE, cut, 3_000)).containsExactly(D);
        assertThat(after(parting(B), FIVE, cut, 3_000)).isEmpty();
        assertThat(after(parting(D), FIVE, cut, 3_000)).isEmpty();
    }

    @Test
    void removesTheOneThatMostCannotReachAndAnAnchorLast() {
        Set<Broken> cut = links(B, C, D, E);
        List<Standing> anchored =
                List.of(
                        new Standing(A, false, false),
                        new Standing(B, false, false),
                        new Standing(C, false, true));

        assertThat(after(parting(A), FIVE, cut, 3_000)).containsExactly(B);
        assertThat(after(parting(A), anchored, links(B, C), 3_000)).containsExactly(B);
    }

    @Test
    void removesAnAgentThatLeavesRatherThanThoseItCannotReach() {
        List<Standing> leaving =
                List.of(
                        new Standing(A, true, true),
                        new Standing(B, false, false),
                        new Standing(C, false, false));

        assertThat(after(parting(B), leaving, links(A, B, C), 3_000)).containsExactly(A);
    }

    @Test
    void goesOnWithoutWhomItCannotReachWhenNobodyActs() {
        Set<Broken> cut = links(B, D);

        assertThat(after(parting(B), FIVE, cut, 9_000)).containsExactly(D);
        assertThat(after(parting(D), FIVE, cut, 9_000)).containsExactly(B);
    }

    /** Asks every half second, and gives the last answer. */
    private static List<Seat> after(
            Parting parting, List<Standing> members, Set<Broken> broken, long time) {
        List<Seat> removed = List.of();
        for (long now = 0; now <= time; now += 500) removed = parting.remove(members, broken, now);
        return removed;
    }

    private static Parting parting(Seat self) {
        return new Parting(self, STABLE, GAP, 0);
    }

    private static Set<Broken> links(Seat from, Seat... to) {
        Set<Broken> links = new HashSet<>();
        for (Seat other : to) links.add(Broken.between(from, other));
        return links;
    }

    private static List<Standing> standing(Seat... seats) {
        return Arrays.stream(seats).map(seat -> new Standing(seat, false, false)).toList();
    }

    private static Seat seat(String name) {
        return new Seat(name + ":17355", name.hashCode());
    }
}
