package dev.kith.api;

import java.util.List;

/**
 * How far the agent that answers believes another, and what that one has done for it.
 *
 * @param id its did
 * @param state {@code new} while nobody that counts has rated it, {@code known}, or {@code
 *     quarantined} once it is proven dishonest
 * @param karma units of work that it did for the agent that answers
 * @param priority what its requests weigh here against others' when this agent is busy; 1 of one
 *     without karma
 * @param trades one for each that it offers and that can be rated
 */
public record ReputationAnswer(
        String id,
        String name,
        String state,
        double karma,
        double priority,
        List<TradeTrust> trades) {
    public ReputationAnswer {
        trades = List.copyOf(trades);
    }

    /**
     * What is believed of it in one trade.
     *
     * @param trust expected share of right results, in (0, 1); 0.5 of an unknown agent
     * @param lowerBound of that; what work is given by
     * @param evidence on that, in full ratings
     * @param reliability expected share of results that come, and in time
     * @param raters how many had something to say, the agent that answers among them
     * @param recentCounts whether it did so much worse lately that only that counts
     */
    public record TradeTrust(
            String trade,
            double trust,
            double lowerBound,
            double evidence,
            double reliability,
            int raters,
            boolean recentCounts,
            EvidenceParts integrityParts,
            EvidenceParts reliabilityParts) {}

    /**
     * What speaks for and against it, in full ratings; of others already by what each of them
     * counts.
     *
     * @param ownGood seen by the agent that answers
     * @param knownGood told by raters that it has enough in common with
     * @param strangersGood told by all other raters
     */
    public record EvidenceParts(
            double ownGood,
            double ownBad,
            double knownGood,
            double knownBad,
            double strangersGood,
            double strangersBad) {}
}
