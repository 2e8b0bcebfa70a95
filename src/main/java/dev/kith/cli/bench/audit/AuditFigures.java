package dev.kith.cli.bench.audit;

import java.util.Map;

/**
 * What the audit benchmark measured.
 *
 * @param overhead checks and canaries over chunks, for honest agents once they are trusted
 * @param overheadFromStart the same from their first chunk on, about 6,000 chunks each
 * @param detected99Within results within which 99 % of trusted agents that turn and are always
 *     wrong were caught
 * @param falseAccusations honest agents found wrong: in the networks, and in {@code honestChecks}
 *     comparisons of honest machines
 * @param honestChecks how many such comparisons there were
 * @param wrongLeftInIndex wrong vectors in the index at the end
 * @param floor wrong results taken from an agent with 1,000 passes before it is caught
 * @param kinds each cheat
 */
public record AuditFigures(
        double overhead,
        double overheadFromStart,
        double detected99Within,
        long falseAccusations,
        long honestChecks,
        long wrongLeftInIndex,
        Floor floor,
        Map<Cheat, Kind> kinds) {
    public AuditFigures {
        kinds = Map.copyOf(kinds);
    }

    /**
     * Wrong results taken on average, each checked by itself.
     *
     * @param withFloor with the shipped least probability
     * @param without by BOINC's rule alone
     */
    public record Floor(double withFloor, double without) {}

    /**
     * One kind of cheat, over all agents of it.
     *
     * @param agents how many there were
     * @param caught how many were proven wrong
     * @param resultsUntilCaught on average, results from an agent's first, or for milkers from when
     *     it turned, to the proof
     * @param resultsUntilCaughtMax the same, at the most
     * @param wrongBeforeRetroAudit its wrong vectors in the index when the proof came
     * @param wrongAfterRetroAudit and at the end
     */
    public record Kind(
            int agents,
            int caught,
            double resultsUntilCaught,
            long resultsUntilCaughtMax,
            long wrongBeforeRetroAudit,
            long wrongAfterRetroAudit) {}
}
