package dev.kith.task.search;

import dev.kith.model.AgentId;
import dev.kith.task.SearchLimits;
import dev.kith.task.reach.Asking;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.function.Supplier;

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
        Neighbours neighbours,
        Asking asking,
        Supplier<String> model,
        InstantSource clock,
        SearchLimits limits) {}
