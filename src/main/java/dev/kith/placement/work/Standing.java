package dev.kith.placement.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.placement.fitness.Fitness;
import java.util.Optional;

/**
 * How one agent stands in one trade, as this agent sees it now.
 *
 * @param address where other agents reach it, {@code host:port}
 * @param agent who it is; empty until it has said so
 * @param status joining, up, leaving, unreachable
 * @param share of all shards that it should have, in [0, 1]
 * @param shards that it has, as far as this agent has heard; empty where it has not
 * @param queue texts that it has taken on to embed and not brought yet, as it says; empty for
 *     another trade, and where it has not been heard
 * @param underWay pieces of work that this agent has asked it for and not been brought yet
 */
public record Standing(
        String address,
        Optional<AgentId> agent,
        String status,
        Capability trade,
        Fitness fitness,
        double share,
        Optional<Integer> shards,
        Optional<Integer> queue,
        int underWay) {}
