package dev.kith.node.lasting;

import dev.kith.node.reunion.Restarts;

/**
 * What of an agent lasts from one stay in the network to the next.
 *
 * @param version of Kith
 * @param started when the process started, milliseconds since 1970
 */
public record Lasting(
        String name,
        String version,
        long started,
        Credentials credentials,
        Models models,
        Peers peers,
        Restarts restarts) {}
