package dev.kith.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CopyId;
import dev.kith.placement.CopyPlacement.Host;
import dev.kith.placement.CopyPlacement.Move;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * The copies of a partition stand on distinct agents, one of them on an anchor where there is one,
 * on those that have the data if there are any; they move only for a reason, few at a time, never
 * to where the data is not level yet, and come to rest.
 */
class CopyPlacementTest {
    private static final int PARTITIONS = 16;
    private static final int WANTED = 3;
    private static final int MOVES_MAX = 4;

    private final Map<String, Host> hosts = new TreeMap<>();

    @Test
    void putsNoTwoCopiesOfAPartitionOnOneAgentWhileThereAreEnough() {
        agents("a:1", "b:1", "c:1", "d:1");

        placeAll();

        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(agentsOf(partition)).as("partition " + partition).hasSize(WANTED);
        }
    }

    @Test
    void spreadsCopiesEvenly() {
        agents("a:1", "b:1", "c:1", "d:1");

        placeAll();

        assertThat(hosts.values()).allSatisfy(host -> assertThat(host.doors()).hasSize(12));
        assertThat(placement().moves(MOVES_MAX)).isEmpty();
    }

    @Test
    void prefersWhoHasAllTheDataThenWhoHasSome() {
        agents("a:1", "b:1", "c:1");
        put("b:1", host(Set.of(), Set.of(7, 8), Set.of()));
        put("c:1", host(Set.of(), Set.of(7), Set.of(7)));

        assertThat(placement().choose(new CopyId(7, 0))).isEqualTo("c:1");
        assertThat(placement().choose(new CopyId(8, 0))).isEqualTo("b:1");
        assertThat(placement().choose(new CopyId(9, 0))).isEqualTo("a:1");
    }

    @Test
    void movesACopyThatSharesItsAgentOnceAnotherAgentHasNone() {
        agents("a:1", "b:1", "c:1");
        put("b:1", host(Set.of(new CopyId(7, 0), new CopyId(7, 2)), Set.of(), Set.of()));
        put("c:1", host(Set.of(new CopyId(7, 1)), Set.of(), Set.of()));

        assertThat(placement().moves(1))
                .containsExactly(new Move(new CopyId(7, 2), "b:1", "a:1", true));
    }

    @Test
    void anAgentThatComesBackWithItsDataGetsItsCopiesBackFromOneThatIsStillBehind() {
        agents("a:1", "b:1");
        put("a:1", host(Set.of(new CopyId(7, 0)), Set.of(7), Set.of()));
        put("b:1", host(Set.of(), Set.of(7), Set.of(7)));

        assertThat(new CopyPlacement(hosts, 1).moves(MOVES_MAX))
                .containsExactly(new Move(new CopyId(7, 0), "a:1", "b:1", true));
    }

    @Test
    void anAnchorGetsACopyOfEveryPartitionAndOnlyOnceItIsLevel() {
        agents("a:1", "b:1", "c:1");
        placeAll();
        put("d:1", new Host(Set.of(), Set.of(), Set.of(), true, 1, true));

        List<Move> moves = placement().moves(MOVES_MAX);

        assertThat(moves)
                .hasSize(MOVES_MAX)
                .allSatisfy(move -> assertThat(move.to()).isEqualTo("d:1"))
                .noneMatch(Move::ready);
        assertThat(placement().moves(MOVES_MAX)).isEqualTo(moves);
    }

    @Test
    void aFullDiskGetsFewerCopies() {
        agents("a:1", "b:1", "c:1", "d:1");
        put("d:1", new Host(Set.of(), Set.of(), Set.of(), false, 0.25, true));

        placeAll();

        assertThat(on("d:1").doors()).hasSizeLessThanOrEqualTo(5);
    }

    /** Any mess ends well: every rule holds, after a bounded number of moves, and for good. */
    @RepeatedTest(200)
    void comesToRestWithEveryPartitionWellPlaced(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int count = 1 + random.nextInt(7);
        int anchors = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            double weight = random.nextInt(4) == 0 ? 0.25 : 1;
            Host host = new Host(Set.of(), some(random), some(random), i < anchors, weight, true);
            hosts.put((char) ('a' + i) + ":1", host);
        }
        List<String> names = new ArrayList<>(hosts.keySet());
        int used = Math.min(WANTED, count);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int copy = 0; copy < WANTED; copy++) {
                place(names.get(random.nextInt(count)), new CopyId(partition, copy));
            }
        }

        int steps = 0;
        List<Move> moves = placement().moves(MOVES_MAX);
        while (!moves.isEmpty()) {
            assertThat(moves).hasSizeLessThanOrEqualTo(MOVES_MAX);
            assertThat(moves.stream().map(m -> m.copy().partition())).doesNotHaveDuplicates();
            assertThat(++steps).as("steps").isLessThan(500);
            make(moves.getFirst());
            moves = placement().moves(MOVES_MAX);
        }

        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(agentsOf(partition)).as("partition " + partition).hasSize(used);
            boolean anchored = agentsOf(partition).stream().anyMatch(name -> on(name).anchor());
            assertThat(anchored)
                    .as("anchored " + partition)
                    .isEqualTo(Math.min(anchors, count) > 0);
        }
        assertThat(placement().moves(MOVES_MAX)).isEmpty();
    }

    /** A copy that leaves where it is whole only goes to where it is whole already. */
    @RepeatedTest(50)
    void neverMovesAWholeCopyToWhereItIsNot(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        agents("a:1", "b:1", "c:1");
        placeAll();
        put("d:1", new Host(Set.of(), some(random), some(random), random.nextBoolean(), 1, true));

        for (Move move : placement().moves(MOVES_MAX)) {
            boolean whole = on(move.to()).level().contains(move.copy().partition());
            assertThat(move.ready()).isEqualTo(whole);
        }
    }

    /** As the cluster does it: brought level, let go, and placed anew by the same rule. */
    private void make(Move move) {
        Host to = on(move.to());
        Set<Integer> held = new HashSet<>(to.held());
        held.add(move.copy().partition());
        Set<Integer> level = new HashSet<>(to.level());
        level.add(move.copy().partition());
        put(move.to(), new Host(to.doors(), held, level, to.anchor(), to.weight(), true));
        Host from = on(move.from());
        Set<CopyId> left = new HashSet<>(from.doors());
        left.remove(move.copy());
        put(
                move.from(),
                new Host(left, from.held(), from.level(), from.anchor(), from.weight(), true));
        place(placement().choose(move.copy()), move.copy());
    }

    private static Set<Integer> some(Random random) {
        Set<Integer> some = new HashSet<>();
        for (int i = 0; i < 8; i++) some.add(random.nextInt(PARTITIONS));
        return some;
    }

    private static Host host(Set<CopyId> doors, Set<Integer> held, Set<Integer> level) {
        return new Host(doors, held, level, false, 1, true);
    }

    private Host on(String agent) {
        return Objects.requireNonNull(hosts.get(agent), agent);
    }

    private void put(String agent, Host host) {
        hosts.put(agent, host);
    }

    private void agents(String... addresses) {
        for (String address : addresses) put(address, host(Set.of(), Set.of(), Set.of()));
    }

    private void place(String agent, CopyId copy) {
        Host host = on(agent);
        Set<CopyId> doors = new HashSet<>(host.doors());
        doors.add(copy);
        put(agent, new Host(doors, host.held(), host.level(), host.anchor(), host.weight(), true));
    }

    private void placeAll() {
        for (int copy = 0; copy < WANTED; copy++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var id = new CopyId(partition, copy);
                String agent = placement().choose(id);
                place(agent, id);
                Host host = on(agent);
                Set<Integer> level = new HashSet<>(host.level());
                level.add(partition);
                put(agent, with(host, level));
            }
        }
    }

    private static Host with(Host host, Set<Integer> level) {
        return new Host(host.doors(), level, level, host.anchor(), host.weight(), true);
    }

    private Set<String> agentsOf(int partition) {
        Set<String> agents = new TreeSet<>();
        int used = Math.min(WANTED, hosts.size());
        hosts.forEach((agent, host) -> {
            boolean has =
                    host.doors().stream()
                            .anyMatch(c -> c.partition() == partition && c.copy() < used);
            if (has) agents.add(agent);
        });
        return agents;
    }

    private CopyPlacement placement() {
        return new CopyPlacement(hosts, WANTED);
    }
}
