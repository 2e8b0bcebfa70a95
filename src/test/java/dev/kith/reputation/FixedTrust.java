package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.Rating;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Trust in agents that did as many good and bad things as a test says; in time, all of them. */
public final class FixedTrust implements Trust {
    private static final double DEVIATIONS = 1.64;
    private final Map<AgentId, Belief> beliefs = new ConcurrentHashMap<>();
    private final Set<AgentId> quarantined = ConcurrentHashMap.newKeySet();

    /** It was seen to do so much right, and so much wrong. */
    public FixedTrust seen(AgentId agent, double good, double bad) {
        beliefs.put(agent, belief(good, bad));
        return this;
    }

    /** It is proven dishonest. */
    public FixedTrust quarantine(AgentId agent) {
        quarantined.add(agent);
        return this;
    }

    @Override
    public Score score(AgentId subject, Capability trade) {
        Belief belief = beliefs.getOrDefault(subject, belief(0, 0));
        double bound = belief.counted().lowerBound(DEVIATIONS);
        return new Score(subject, trade, belief, belief, bound, 1);
    }

    @Override
    public boolean quarantined(AgentId agent) {
        return quarantined.contains(agent);
    }

    @Override
    public void rate(Rating rating) {
        // says what the test says, whatever it is told
    }

    private static Belief belief(double good, double bad) {
        var parts = new Belief.Parts(good, bad, 0, 0, 0, 0);
        return new Belief(parts.on(1), parts.on(1), false, parts);
    }
}
