package dev.kith.audit.ledger;

import dev.kith.model.AgentId;

/**
 * A batch that an agent computed.
 *
 * @param model fingerprint of the model's identity
 * @param chunks how many vectors it has, at least 1
 * @param time when, by the asker's clock; milliseconds since 1970
 */
public record Work(AgentId agent, String model, Place place, int chunks, long time) {
    public Work {
        if (chunks < 1) throw new IllegalArgumentException("a batch of " + chunks + " chunks");
    }
}
