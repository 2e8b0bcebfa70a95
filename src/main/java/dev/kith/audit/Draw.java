package dev.kith.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The chunks of a batch that are computed again, counted from 0.
 *
 * @param byAuditor those that another agent computes
 * @param byUs those that this agent computes itself, so that an author and an auditor who lie
 *     together are found too; where it cannot, they go to the auditor as well
 */
public record Draw(List<Integer> byAuditor, List<Integer> byUs) {
    /** Nothing is checked. */
    public static final Draw NOTHING = new Draw(List.of(), List.of());

    public Draw {
        byAuditor = List.copyOf(byAuditor);
        byUs = List.copyOf(byUs);
    }

    /** All of them, in the batch's order: what is known of a whole batch is known in that order. */
    public List<Integer> all() {
        return Stream.concat(byAuditor.stream(), byUs.stream()).sorted().toList();
    }
}
