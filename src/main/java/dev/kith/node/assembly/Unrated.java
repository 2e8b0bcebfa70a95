package dev.kith.node.assembly;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Roster;
import dev.kith.reputation.Score;
import dev.kith.reputation.Trust;
import dev.kith.reputation.book.Rating;

/** Takes every agent for one of which nothing is known, and remembers nothing. */
record Unrated(AgentId self, ReputationSettings settings) implements Trust {
    @Override
    public Score score(AgentId subject, Capability trade) {
        return new Reputation(self, new Roster(), settings).score(subject, trade);
    }

    @Override
    public boolean quarantined(AgentId agent) {
        return false;
    }

    @Override
    public void rate(Rating rating) {
        // nobody reads it
    }
}
