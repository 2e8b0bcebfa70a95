package dev.kith.placement.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Selection;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one piece of work is asked for under, and whom that should lead to.
 *
 * @param salt part of the entity's id; picks its shard
 * @param size of the piece, as {@link WorkPicker.Piece} has it
 * @param address of the agent that has the shard, as far as is known
 * @param agent who that is
 * @param explored whether it was picked because little is known of it
 * @param considered among whom it was drawn, the picked one first; empty where it was not known
 *     where shards are
 * @param expected how long it should take; empty where nothing is known of that
 */
public record Pick(
        Capability trade,
        double size,
        int salt,
        Optional<String> address,
        Optional<AgentId> agent,
        boolean explored,
        List<Considered> considered,
        Optional<Duration> expected) {

    /** So that what is remembered of a pick stays small. */
    static final int CONSIDERED_MAX = 5;

    public Pick {
        considered = List.copyOf(considered);
    }

    /**
     * An agent that could have been picked, as it counted then.
     *
     * @param salts that led to it: a share of all as large as its share of the shards
     * @param score how far it was believed; it was drawn by that and by its salts
     * @param load of two that are drawn the one with less is picked
     */
    public record Considered(AgentId agent, int salts, double score, double load) {
        private Considered likelier() {
            return new Considered(agent, salts + 1, score, load);
        }

        private double chance() {
            return salts * score;
        }
    }

    /** Of candidates, one for each salt: the picked agent and the likeliest others. */
    static List<Considered> considered(List<Selection.Candidate> candidates, AgentId picked) {
        Map<AgentId, Considered> all = new LinkedHashMap<>();
        for (Selection.Candidate one : candidates) {
            all.merge(
                    one.agent(),
                    new Considered(one.agent(), 1, one.score(), one.load()),
                    (known, _) -> known.likelier());
        }
        return all.values().stream()
                .sorted(
                        Comparator.comparing((Considered one) -> !one.agent().equals(picked))
                                .thenComparing(
                                        Comparator.comparingDouble(Considered::chance).reversed()))
                .limit(CONSIDERED_MAX)
                .toList();
    }
}
