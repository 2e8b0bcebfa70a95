package dev.kith.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CopyId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The copies of a partition stand on distinct agents, on those that hold the data if there are any.
 */
class CopyPlacementTest {
    private static final int PARTITIONS = 16;
    private static final int WANTED = 3;

    private final Map<String, Set<CopyId>> doors = new HashMap<>();
    private final Map<String, Set<Integer>> holdings = new HashMap<>();

    @Test
    void putsNoTwoCopiesOfAPartitionOnOneAgentWhileThereAreEnough() {
        agents("a:1", "b:1", "c:1", "d:1");

        placeAll(WANTED);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(agentsOf(partition)).as("partition " + partition).hasSize(WANTED);
        }
    }

    @Test
    void spreadsCopiesEvenly() {
        agents("a:1", "b:1", "c:1", "d:1");

        placeAll(WANTED);

        assertThat(doors.values()).allSatisfy(copies -> assertThat(copies).hasSize(12));
    }

    @Test
    void prefersWhoHoldsTheData() {
        agents("a:1", "b:1", "c:1");
        holdings.put("c:1", Set.of(7));

        assertThat(placement().choose(new CopyId(7, 0))).isEqualTo("c:1");
        assertThat(placement().choose(new CopyId(8, 0))).isEqualTo("a:1");
    }

    @Test
    void findsALostCopysFilesOnTheAgentWhoseOwnCopyIsOutOfUse() {
        agents("a:1", "c:1");
        on("a:1").add(new CopyId(7, 0));
        on("c:1").add(new CopyId(7, 2));
        holdings.put("c:1", Set.of(7));

        assertThat(placement().choose(new CopyId(7, 1))).isEqualTo("c:1");
    }

    @Test
    void movesACopyThatSharesItsAgentOnceAnotherAgentHasNone() {
        agents("a:1", "b:1", "c:1");
        on("b:1").addAll(List.of(new CopyId(7, 0), new CopyId(7, 2)));
        on("c:1").add(new CopyId(7, 1));

        List<CopyId> moves = placement().crowded(4);

        assertThat(moves).containsExactly(new CopyId(7, 2));
        on("b:1").remove(moves.getFirst());
        assertThat(placement().choose(moves.getFirst())).isEqualTo("a:1");
    }

    @Test
    void leavesEverythingInPlaceWhenNothingIsCrowded() {
        agents("a:1", "b:1", "c:1", "d:1", "e:1");
        placeAll(WANTED);

        assertThat(placement().crowded(4)).isEmpty();
    }

    @Test
    void movesFewAtATime() {
        agents("a:1", "b:1");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            on("a:1").add(new CopyId(partition, 0));
            on("a:1").add(new CopyId(partition, 1));
        }

        assertThat(placement().crowded(4)).hasSize(4);
    }

    private Set<CopyId> on(String agent) {
        return Objects.requireNonNull(doors.get(agent), agent);
    }

    private void agents(String... addresses) {
        for (String address : addresses) doors.put(address, new HashSet<>());
    }

    private void placeAll(int copies) {
        for (int copy = 0; copy < copies; copy++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var id = new CopyId(partition, copy);
                on(placement().choose(id)).add(id);
            }
        }
    }

    private Set<String> agentsOf(int partition) {
        Set<String> agents = new TreeSet<>();
        doors.forEach((agent, copies) -> {
            if (copies.stream().anyMatch(c -> c.partition() == partition)) {
                agents.add(agent);
            }
        });
        return agents;
    }

    private CopyPlacement placement() {
        return new CopyPlacement(doors, holdings, WANTED);
    }
}
