package dev.kith.placement.work;

import dev.kith.model.Capability;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/** Remembers where {@link ShardScout} last saw each shard, and whether somebody asks for it. */
public final class ShardTable implements Homes {
    private final ShardingMessageExtractor<ShardingEnvelope<Object>, Object> extractor;
    private final Map<Capability, Map<String, String>> homes = new ConcurrentHashMap<>();
    private final Set<Capability> wanted = ConcurrentHashMap.newKeySet();

    /**
     * An empty table.
     *
     * @param workShards shards of each kind of work, the same at all agents
     */
    public ShardTable(int workShards) {
        this.extractor = ShardingMessageExtractor.apply(workShards);
    }

    @Override
    public Optional<String> of(Capability trade, String entityId) {
        wanted.add(trade);
        Map<String, String> shards = homes.get(trade);
        if (shards == null) return Optional.empty();
        return Optional.ofNullable(shards.get(extractor.shardId(entityId)));
    }

    @Override
    public Map<String, Integer> counts(Capability trade) {
        wanted.add(trade);
        Map<String, Integer> counts = new HashMap<>();
        homes.getOrDefault(trade, Map.of())
                .values()
                .forEach(address -> counts.merge(address, 1, Integer::sum));
        return counts;
    }

    /** Whether somebody has asked for a trade since this was called last. */
    boolean takeWanted(Capability trade) {
        return wanted.remove(trade);
    }

    /** All shards of a trade with the addresses of their agents. */
    void heard(Capability trade, Map<String, String> shards) {
        homes.put(trade, Map.copyOf(shards));
    }
}
