package dev.kith.placement.work;

import dev.kith.model.Capability;
import java.util.Map;
import java.util.Optional;

/**
 * Where the shards of work stand, as far as this agent has heard: a moment ago, or not at all. What
 * it says helps to choose; messages find their way without it. Safe from any thread.
 */
public interface Homes {

    /** Address of the agent that answers for an entity; empty where it is not known. */
    Optional<String> of(Capability trade, String entityId);

    /** How many shards of a trade agents have, by address; empty where nothing is known. */
    Map<String, Integer> counts(Capability trade);
}
