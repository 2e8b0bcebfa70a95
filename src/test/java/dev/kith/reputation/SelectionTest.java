package dev.kith.reputation;

import static dev.kith.reputation.Raters.SETTINGS;
import static dev.kith.reputation.Raters.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.reputation.Selection.Candidate;
import dev.kith.reputation.Selection.Chosen;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Good agents get most work, newcomers a little, liars none, and the busy less. */
class SelectionTest {
    private static final int PICKS = 20_000;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void picksNobodyOfNobody() {
        assertThat(Selection.choose(List.of(), random, SETTINGS.selection())).isEmpty();
    }

    @Test
    void givesNewcomersTheirShareAndSaysSo() {
        List<Candidate> candidates =
                List.of(
                        new Candidate(agent(1), 0.9, 100, 0),
                        new Candidate(agent(2), 0, 0, 0),
                        new Candidate(agent(3), 0, 9.9, 0));

        int explored = 0;
        for (int i = 0; i < PICKS; i++) {
            Chosen chosen =
                    Selection.choose(candidates, random, SETTINGS.selection()).orElseThrow();
            assertThat(chosen.explored()).isEqualTo(!chosen.agent().equals(agent(1)));
            if (chosen.explored()) explored++;
        }

        assertThat((double) explored / PICKS).isBetween(0.045, 0.055);
    }

    @Test
    void prefersByTheFourthPowerOfTheScore() {
        Map<AgentId, Integer> picks =
                picks(
                        new Candidate(agent(1), 0.9, 100, 0),
                        new Candidate(agent(2), 0.45, 100, 0),
                        new Candidate(agent(3), 0, 100, 0));

        assertThat(picks).doesNotContainKey(agent(3));
        assertThat((double) count(picks, 2) / PICKS).isBetween(0.053, 0.065);
    }

    @Test
    void takesTheLessBusyOfTwo() {
        Map<AgentId, Integer> picks =
                picks(new Candidate(agent(1), 0.9, 100, 3), new Candidate(agent(2), 0.9, 100, 1));

        assertThat((double) count(picks, 2) / PICKS).isBetween(0.73, 0.77);
    }

    @Test
    void picksAnyoneWhereNobodyIsGood() {
        Map<AgentId, Integer> picks =
                picks(new Candidate(agent(1), 0, 100, 0), new Candidate(agent(2), 0, 100, 0));

        assertThat(count(picks, 1)).isBetween(PICKS * 45 / 100, PICKS * 55 / 100);
    }

    private static int count(Map<AgentId, Integer> picks, int agent) {
        return picks.getOrDefault(agent(agent), 0);
    }

    private Map<AgentId, Integer> picks(Candidate... candidates) {
        Map<AgentId, Integer> picks = new TreeMap<>();
        for (int i = 0; i < PICKS; i++) {
            Chosen chosen =
                    Selection.choose(List.of(candidates), random, SETTINGS.selection())
                            .orElseThrow();
            picks.merge(chosen.agent(), 1, Integer::sum);
        }
        return picks;
    }
}
