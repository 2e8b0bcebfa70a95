package dev.kith.gateway;

import dev.kith.api.ReputationAnswer;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.reputation.Belief;
import dev.kith.reputation.Score;
import dev.kith.reputation.Trust;
import dev.kith.reputation.karma.Contributions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this agent believes of another, for people to read. */
final class ReputationGet {
    private static final double THOUSAND = 1000;

    private final Trust trust;
    private final Contributions contributions;

    ReputationGet(Trust trust, Contributions contributions) {
        this.trust = trust;
        this.contributions = contributions;
    }

    /** Of an agent that has been heard; empty of another. */
    Optional<ReputationAnswer> of(Directory.Entry entry) {
        return entry.card().map(card -> answer(entry, card));
    }

    private ReputationAnswer answer(Directory.Entry entry, Card card) {
        AgentId agent = card.agent();
        List<ReputationAnswer.TradeTrust> trades =
                Stream.of(Capability.CHUNK, Capability.EMBED)
                        .filter(entry.capabilities()::contains)
                        .map(trade -> trade(trust.score(agent, trade)))
                        .toList();
        double karma = contributions.karma(agent);
        return new ReputationAnswer(
                agent.did(),
                card.name(),
                state(agent, trades),
                round(karma),
                round(1 + Math.log1p(karma) / Math.log(2)),
                trades);
    }

    private String state(AgentId agent, List<ReputationAnswer.TradeTrust> trades) {
        if (trust.quarantined(agent)) return "quarantined";
        boolean known = trades.stream().anyMatch(trade -> trade.evidence() > 0);
        return known ? "known" : "new";
    }

    private static ReputationAnswer.TradeTrust trade(Score score) {
        return new ReputationAnswer.TradeTrust(
                score.trade().role(),
                round(score.trust()),
                round(score.integrityBound()),
                round(score.evidence()),
                round(score.reliability().trust()),
                score.raters(),
                score.integrity().recentCounts(),
                parts(score.integrity().parts()),
                parts(score.reliability().parts()));
    }

    private static ReputationAnswer.EvidenceParts parts(Belief.Parts parts) {
        return new ReputationAnswer.EvidenceParts(
                round(parts.ownGood()),
                round(parts.ownBad()),
                round(parts.knownGood()),
                round(parts.knownBad()),
                round(parts.strangerGood()),
                round(parts.strangerBad()));
    }

    private static double round(double value) {
        return Math.round(value * THOUSAND) / THOUSAND;
    }
}
