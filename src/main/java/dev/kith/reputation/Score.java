package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;

/**
 * How far one agent is believed by another, in one trade.
 *
 * @param integrity whether its results are right
 * @param reliability whether they come, and in time
 * @param integrityBound lower bound of the integrity, in [0, 1]; what work is given by
 * @param raters how many raters with any weight had something to say, the evaluator among them
 */
public record Score(
        AgentId subject,
        Capability trade,
        Belief integrity,
        Belief reliability,
        double integrityBound,
        int raters) {

    /** How far its results are believed, in (0, 1); 0.5 of an unknown agent. What people see. */
    public double trust() {
        return integrity.trust();
    }

    /** Evidence on its integrity, in full ratings. */
    public double evidence() {
        return integrity.parts().evidence();
    }

    /**
     * What a piece of work is given by.
     *
     * @param match how well the agent is suited, in [0, 1]
     * @param load how busy it is, at least 0
     */
    public double scheduling(double match, double load) {
        return integrityBound * reliability.trust() * match / (1 + load);
    }
}
