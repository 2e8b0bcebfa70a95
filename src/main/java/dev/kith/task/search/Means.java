package dev.kith.task.search;

import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.task.SearchLimits;
import dev.kith.task.run.Asking;
import dev.kith.task.run.Trades;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What searching needs; everything here is safe from any thread.
 *
 * @param self who we are
 * @param model fingerprint of the model that this network's vectors come from; empty while it is
 *     not known
 */
public record Means(
        AgentId self,
        Envelopes envelopes,
        Directory directory,
        Trades trades,
        Asking asking,
        Supplier<String> model,
        InstantSource clock,
        RandomGenerator random,
        SearchLimits limits) {}
