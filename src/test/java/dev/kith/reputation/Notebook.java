package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.karma.Contributions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows nobody but whom it was told of, and remembers what it is told. */
public final class Notebook implements Trust, Contributions {
    public final List<Rating> ratings = new CopyOnWriteArrayList<>();
    public final Map<AgentId, Integer> chunks = new ConcurrentHashMap<>();
    public final Map<AgentId, Double> karma = new ConcurrentHashMap<>();
    public final Map<AgentId, Score> scores = new ConcurrentHashMap<>();
    public final Set<AgentId> liars = new HashSet<>();

    @Override
    public Score score(AgentId subject, Capability trade) {
        return Optional.ofNullable(scores.get(subject))
                .orElseGet(() ->
                        new Reputation(Raters.agent(0), new Roster(), Raters.SETTINGS)
                                .score(subject, trade));
    }

    @Override
    public boolean quarantined(AgentId agent) {
        return liars.contains(agent);
    }

    @Override
    public void rate(Rating rating) {
        ratings.add(rating);
    }

    @Override
    public double karma(AgentId agent) {
        return karma.getOrDefault(agent, 0.0);
    }

    @Override
    public void worked(AgentId agent, Capability trade, int count, long when) {
        chunks.merge(agent, count, Integer::sum);
    }

    @Override
    public void revoked(AgentId agent, Capability trade, int count, long when) {
        chunks.merge(agent, -count, Integer::sum);
    }
}
