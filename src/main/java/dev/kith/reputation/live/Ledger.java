package dev.kith.reputation.live;

import dev.kith.model.AgentId;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import dev.kith.reputation.book.Weighing;
import dev.kith.reputation.karma.KarmaBook;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What an agent itself has seen of the others: how good they were, and how much they did. */
record Ledger(RatingBook book, KarmaBook karma) {

    /** Of an agent that has seen nothing yet. */
    static Ledger empty(AgentId self) {
        return new Ledger(RatingBook.empty(self), KarmaBook.EMPTY);
    }

    /** With more ratings; who was proven wrong by one of them begins with no karma again. */
    Ledger rated(List<Rating> ratings, Weighing weighing) {
        KarmaBook left = karma;
        for (Rating rating : ratings) {
            boolean proven =
                    rating.verdict() == Verdict.FAIL && rating.kind() != EvidenceKind.SUBJECTIVE;
            if (proven) left = left.proven(rating.subject(), rating.time());
        }
        return new Ledger(book.with(ratings, weighing), left);
    }

    /** With units for an agent's work; below 0, they are taken back. */
    Ledger credited(AgentId agent, double units, long when, Duration halfLife) {
        if (agent.equals(book.rater())) return this;
        return new Ledger(
                book,
                units >= 0
                        ? karma.credit(agent, units, when, halfLife)
                        : karma.revoke(agent, -units, when, halfLife));
    }

    /** Without the karma of those that are proven dishonest. */
    Ledger without(Set<AgentId> quarantined, long now) {
        KarmaBook left = karma;
        for (AgentId agent : quarantined) {
            if (left.of(agent).amount() > 0) left = left.proven(agent, now);
        }
        return new Ledger(book, left);
    }

    /** With at most so many accounts of karma, as the book has at most so many entries. */
    Ledger bounded(int accountsMax, long now, Duration halfLife) {
        return new Ledger(book, karma.largest(accountsMax, now, halfLife));
    }
}
