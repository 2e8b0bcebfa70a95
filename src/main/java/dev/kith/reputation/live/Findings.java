package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import java.util.Set;

/** What was found by looking at results themselves. Safe from any thread. */
public interface Findings {
    /** Nobody has looked. */
    Findings NONE =
            new Findings() {
                @Override
                public Set<AgentId> convicted() {
                    return Set.of();
                }

                @Override
                public boolean shown(AgentId rater, AgentId subject) {
                    return false;
                }
            };

    /** Who is proven dishonest by something else than what it signed of itself. */
    Set<AgentId> convicted();

    /** Whether a rater has laid open a wrong result that the subject has signed. */
    boolean shown(AgentId rater, AgentId subject);
}
