package dev.kith.api.explain;

import java.util.Optional;

/**
 * How one agent stands now in one trade, as the answering agent sees it.
 *
 * @param agent its did; empty until it has said who it is
 * @param status joining, up, leaving, unreachable
 * @param trade {@code chunk} or {@code embed}
 * @param none why it gets no work at all; empty where it does
 * @param weight speed × reputation × idleness, beside the others'; 0 for none
 * @param share of all shards that it should have, in [0, 1]
 * @param shards that it had when that was looked at last; empty where that is not known
 * @param speed as a multiple of the agents' median
 * @param reputation what it is multiplied by, in [0, 1]: the lower bound of its integrity times its
 *     reliability, or what a newcomer gets where that is more
 * @param integrityBound lower bound of how far its results are right, in [0, 1]
 * @param reliability how far they come in time, in (0, 1)
 * @param evidence what both rest on, in full ratings
 * @param idleness share of its machine that other programs leave, and up to half of that less where
 *     much waits for it already; in [0.1, 1]
 * @param queue texts that it has taken on to embed and not brought yet, as it says; empty for
 *     another trade, and where it has not been heard
 * @param underWay pieces of work that the answering agent has asked it for and not been brought yet
 */
public record Candidate(
        Optional<String> agent,
        String name,
        String address,
        String status,
        String trade,
        Optional<String> none,
        double weight,
        double share,
        Optional<Integer> shards,
        double speed,
        double reputation,
        double integrityBound,
        double reliability,
        double evidence,
        double idleness,
        Optional<Integer> queue,
        int underWay) {}
