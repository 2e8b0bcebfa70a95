package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Score;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent believes of the others at one moment.
 *
 * @param scores by trade that anybody has rated, of those that something is known of
 * @param otherwise the same of each trade that nobody has rated: from the other trades alone
 * @param quarantined who is proven dishonest
 */
record Beliefs(
        Map<Capability, Map<AgentId, Score>> scores,
        Map<AgentId, Score> otherwise,
        Set<AgentId> quarantined) {
    /** Before anything was heard. */
    static final Beliefs NONE = new Beliefs(Map.of(), Map.of(), Set.of());

    Beliefs {
        scores = Map.copyOf(scores);
        otherwise = Map.copyOf(otherwise);
        quarantined = Set.copyOf(quarantined);
    }

    /** What is believed of an agent in a trade; empty where that is nothing. */
    Optional<Score> score(AgentId subject, Capability trade) {
        return Optional.ofNullable(scores.getOrDefault(trade, otherwise).get(subject));
    }
}
