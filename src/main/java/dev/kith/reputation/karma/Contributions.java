package dev.kith.reputation.karma;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;

/**
 * What the others have done for this agent, as far as it knows. Everything is safe from any thread.
 */
public interface Contributions {

    /** Units of an agent as of now, at least 0; 0 of one that has done nothing. */
    double karma(AgentId agent);

    /**
     * An agent has done this much, and nothing says that it is wrong. What it gets is by this
     * agent's own count of the passages and its {@link Tariff}: nobody claims anything.
     *
     * @param chunks passages, at least 1
     * @param when milliseconds since 1970
     */
    void worked(AgentId agent, Capability trade, int chunks, long when);

    /** What was told by {@link #worked} turned out not to count. */
    void revoked(AgentId agent, Capability trade, int chunks, long when);
}
