package dev.kith.api.explain;

import java.util.List;

/**
 * Why an agent gets as much work as it does.
 *
 * @param id its did; empty until it has said who it is
 * @param trades how it stands in each trade that is shared out and that it offers
 * @param others how the others stand in these, the fittest first
 * @param notes the same in plain sentences
 */
public record AgentExplanation(
        String id,
        String name,
        String address,
        List<Candidate> trades,
        List<Candidate> others,
        List<String> notes) {
    public AgentExplanation {
        trades = List.copyOf(trades);
        others = List.copyOf(others);
        notes = List.copyOf(notes);
    }
}
