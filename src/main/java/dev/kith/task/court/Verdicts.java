package dev.kith.task.court;

import dev.kith.model.AgentId;
import dev.kith.reputation.live.Findings;
import java.util.Set;

/**
 * What ratings hear of the court's work.
 *
 * @param convictions its verdicts
 */
public record Verdicts(Convictions convictions) implements Findings {

    @Override
    public Set<AgentId> convicted() {
        return convictions.all();
    }

    @Override
    public boolean shown(AgentId rater, AgentId subject) {
        return convictions.shown(rater, subject);
    }
}
