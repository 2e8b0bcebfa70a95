package dev.kith.api;

import java.util.List;
import java.util.Optional;

/**
 * One agent of the network.
 *
 * @param id its did
 * @param address where other agents reach it
 * @param status the cluster's: {@code joining}, {@code up}, {@code leaving}, {@code unreachable}
 * @param quarantined whether it is proven dishonest, so that nothing it says is to be believed
 * @param self whether it is the one that answers
 * @param model name of the embedding model that it runs
 * @param http its own HTTP address
 * @param copies how many copies of partitions it holds
 */
public record AgentAnswer(
        String id,
        String name,
        String address,
        String status,
        boolean quarantined,
        boolean self,
        List<String> capabilities,
        Optional<String> model,
        Optional<String> engine,
        Optional<String> http,
        String version,
        String started,
        Vitals vitals,
        List<String> copies) {

    /**
     * What it last said of its load.
     *
     * @param cores processors it may use
     * @param memoryUsed bytes of heap in use
     * @param memoryMax most bytes of heap
     * @param load system load over a minute, per core; -1 where unknown
     * @param diskFree bytes
     * @param tasks in flight here
     * @param textsPerSecond embedded lately; 0 where none
     */
    public record Vitals(
            int cores,
            long memoryUsed,
            long memoryMax,
            double load,
            long diskFree,
            int tasks,
            double textsPerSecond) {}
}
