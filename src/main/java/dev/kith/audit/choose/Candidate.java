package dev.kith.audit.choose;

import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;

/**
 * An agent that could check another's work.
 *
 * @param owner whose machine it is
 * @param domain what it would fail or lie together with, such as a site; empty if not known
 * @param trust lower bound of its integrity, 0 to 1
 * @param numbers which vectors it can be compared with
 */
public record Candidate(
        AgentId agent, String owner, String domain, double trust, NumericClass numbers) {

    /** Whether the two have nothing to do with each other, as far as is known. */
    public boolean independentOf(Candidate other) {
        return !agent.equals(other.agent)
                && !owner.equals(other.owner)
                && (domain.isEmpty() || !domain.equals(other.domain));
    }

    /** Another agent, believed as far and with the same numbers. */
    public Candidate as(AgentId other, String ownedBy) {
        return new Candidate(other, ownedBy, "", trust, numbers);
    }
}
