package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.Rating;

/** How far this agent believes the others now, and where it writes what it sees of them. */
public interface Trust {

    /** What is known of an agent; of an unknown one the prior. Safe from any thread. */
    Score score(AgentId subject, Capability trade);

    /**
     * Whether an agent is proven dishonest: it gets no work, and nothing that it says counts. Safe
     * from any thread.
     */
    boolean quarantined(AgentId agent);

    /** Takes a rating into this agent's own book; what it rates itself is dropped. */
    void rate(Rating rating);
}
