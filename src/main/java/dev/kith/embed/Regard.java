package dev.kith.embed;

import dev.kith.model.AgentId;
import dev.kith.reputation.karma.Contributions;
import dev.kith.reputation.karma.Karma;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.reputation.karma.RequestQuota;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the asking agents get of a busy embedder: who has done more for this agent gets more of it.
 * The agent itself is at home here and has no quota. Safe from any thread.
 */
public final class Regard {
    private final AgentId self;
    private final Contributions contributions;
    private final KarmaSettings settings;
    private final InstantSource time;
    private final Map<AgentId, RequestQuota> quotas = new LinkedHashMap<>();

    public Regard(
            AgentId self, Contributions contributions, KarmaSettings settings, InstantSource time) {
        this.self = self;
        this.contributions = contributions;
        this.settings = settings;
        this.time = time;
    }

    /** From which share of its places on a lane is busy, in [0, 1]. */
    double busyShare() {
        return settings.busyShare();
    }

    /** What the asker's requests weigh against those of others that wait: at least 1. */
    double weight(AgentId asker) {
        long now = time.millis();
        return new Karma(contributions.karma(asker), now).priority(now, settings.halfLife());
    }

    /** Takes one request of the asker's quota; or how long until it has one again. */
    Optional<Duration> take(AgentId asker) {
        if (asker.equals(self)) return Optional.empty();
        double karma = contributions.karma(asker);
        long now = time.millis();
        synchronized (quotas) {
            RequestQuota known = quotas.remove(asker);
            RequestQuota quota = known == null ? RequestQuota.full(karma, now, settings) : known;
            Optional<RequestQuota> left = quota.take(karma, now, settings);
            quotas.put(asker, left.orElse(quota));
            if (quotas.size() > settings.askersMax()) {
                quotas.remove(quotas.keySet().iterator().next());
            }
            return left.isPresent()
                    ? Optional.empty()
                    : Optional.of(quota.wait(karma, now, settings));
        }
    }
}
