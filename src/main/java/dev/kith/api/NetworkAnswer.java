package dev.kith.api;

import java.util.List;

/**
 * The network as a whole.
 *
 * @param network its id
 * @param agents how many are up
 * @param partitions how many slices the documents are in
 * @param copiesWanted R
 * @param copiesNow min(R, live store agents)
 * @param partitionsAnswering partitions of which a copy answered just now
 * @param documents searchable documents
 * @param chunks their passages
 * @param pending documents that are accepted but not yet searchable
 * @param missing capabilities that nobody offers
 * @param notes what a person should know and do
 */
public record NetworkAnswer(
        String network,
        String name,
        int agents,
        int partitions,
        int copiesWanted,
        int copiesNow,
        int partitionsAnswering,
        long documents,
        long chunks,
        long pending,
        List<String> missing,
        List<String> notes,
        List<Placement> placement) {

    /** Which copy lies on which agent, by its short id; {@code behind} while it catches up. */
    public record Placement(String copy, String agent, boolean behind) {}
}
