package dev.kith.reputation;

import dev.kith.model.AgentId;
import java.util.Set;

/**
 * What is known of raters beside their books.
 *
 * @param founders who made the network; believed from the start, and never strangers
 * @param vouched admitted by the same authority as this agent
 * @param quarantined proven to have done wrong; what they say does not count
 */
public record Circle(Set<AgentId> founders, Set<AgentId> vouched, Set<AgentId> quarantined) {
    /** Nobody is known. */
    public static final Circle NOBODY = new Circle(Set.of(), Set.of(), Set.of());

    public Circle {
        founders = Set.copyOf(founders);
        vouched = Set.copyOf(vouched);
        quarantined = Set.copyOf(quarantined);
    }
}
