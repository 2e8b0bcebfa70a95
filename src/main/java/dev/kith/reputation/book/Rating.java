package dev.kith.reputation.book;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;

/**
 * One result, judged by the one who asked for it.
 *
 * @param subject who did the work
 * @param trade of what kind the work was
 * @param kind what the verdict rests on
 * @param chunks how much work it was; at least 1
 * @param time milliseconds since 1970
 */
public record Rating(
        AgentId subject,
        Capability trade,
        Verdict verdict,
        EvidenceKind kind,
        int chunks,
        long time) {
    public Rating {
        if (chunks < 1) throw new IllegalArgumentException("chunks must be at least 1: " + chunks);
        if (time < 0) throw new IllegalArgumentException("time is negative: " + time);
    }
}
