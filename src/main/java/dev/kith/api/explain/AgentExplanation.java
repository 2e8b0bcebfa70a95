package dev.kith.api.explain;

import java.util.List;
import java.util.Objects;

/**
 * Why an agent gets as much work as it does.
 *
 * @param id its did; empty until it has said who it is
 * @param trades how it stands in each trade that is shared out and that it offers
 * @param others how the others stand in these, the fittest first
 * @param moves shards that came to it or left it lately, the newest of each trade first, as far as
 *     the answering agent decided on that
 * @param notes the same in plain sentences
 */
public record AgentExplanation(
        String id,
        String name,
        String address,
        List<Candidate> trades,
        List<Candidate> others,
        List<ShardMove> moves,
        List<String> notes) {
    public AgentExplanation {
        trades = List.copyOf(trades);
        others = List.copyOf(others);
        moves = List.copyOf(Objects.requireNonNullElse(moves, List.of()));
        notes = List.copyOf(notes);
    }

    /**
     * A shard was told to change its agent.
     *
     * @param trade what is done in it
     * @param from name of the agent that had it; its address, where it is not here
     * @param to the same of the one that was to have it
     * @param why of the agent that had it, in one line
     * @param time when, RFC 3339
     */
    public record ShardMove(
            String trade, String shard, String from, String to, String why, String time) {}
}
