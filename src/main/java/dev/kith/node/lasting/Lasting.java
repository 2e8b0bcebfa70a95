package dev.kith.node.lasting;

import dev.kith.node.reunion.rule.Restarts;
import dev.kith.registry.NetworkClock;

/**
 * What of an agent lasts from one stay in the network to the next.
 *
 * @param version of Kith
 * @param started when the process started, milliseconds since 1970
 * @param clock the time that the agents go by
 * @param idling whether it takes on work now
 */
public record Lasting(
        String name,
        String version,
        long started,
        NetworkClock clock,
        Credentials credentials,
        Models models,
        Idling idling,
        Peers peers,
        Restarts restarts) {}
