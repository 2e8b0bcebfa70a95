package dev.kith.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a batch that are computed again, counted from 0.
 *
 * @param byAuditor those that another agent computes
 * @param byUs those that this agent computes itself, so that an author and an auditor who lie
 *     together are found too; where it cannot, they go to the auditor as well
 */
public record Draw(List<Integer> byAuditor, List<Integer> byUs) {
    public Draw {
        byAuditor = List.copyOf(byAuditor);
        byUs = List.copyOf(byUs);
    }

    /** All of them. */
    public List<Integer> all() {
        var all = new ArrayList<>(byAuditor);
        all.addAll(byUs);
        return all;
    }
}
