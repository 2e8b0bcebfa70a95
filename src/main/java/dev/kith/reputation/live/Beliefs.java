package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Score;
import java.util.Map;
import java.util.Set;

/**
 * What an agent believes of the others at one moment.
 *
 * @param scores by trade, of those that something is known of
 * @param quarantined who is proven dishonest
 */
record Beliefs(Map<Capability, Map<AgentId, Score>> scores, Set<AgentId> quarantined) {
    /** Before anything was heard. */
    static final Beliefs NONE = new Beliefs(Map.of(), Set.of());

    Beliefs {
        scores = Map.copyOf(scores);
        quarantined = Set.copyOf(quarantined);
    }
}
