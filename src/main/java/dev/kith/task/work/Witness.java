package dev.kith.task.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.reputation.Trust;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.reputation.karma.Contributions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells how the agents did that were asked for a piece of work: whether it came, and in time. That
 * is its word alone; whether the work was right is for audits to say.
 *
 * <p>An agent is rated only where it is known which one it was: whoever stays silent is not. Nor is
 * one that is full, pauses, or goes by another clock: that is no fault of it.
 */
public final class Witness {
    private final Trust trust;
    private final Contributions contributions;
    private final InstantSource clock;

    public Witness(Trust trust, Contributions contributions, InstantSource clock) {
        this.trust = trust;
        this.contributions = contributions;
        this.clock = clock;
    }

    /** One attempt at a piece of work. */
    public final class Asked {
        private final Capability trade;
        private final long late;

        private Asked(Capability trade, long late) {
            this.trade = trade;
            this.late = late;
        }

        /**
         * It was done, and looks right.
         *
         * @param chunks how much it was; nothing is told of an empty result
         * @param came when it came, milliseconds since 1970
         */
        void brought(AgentId agent, int chunks, long came) {
            if (chunks == 0) return;
            rate(agent, came > late ? Verdict.LATE : Verdict.PASS, chunks, came);
            contributions.worked(agent, trade, chunks, came);
        }

        /**
         * It was not done, or badly.
         *
         * @param agent its did; empty where it is not known
         * @param chunks how much it would have been, as far as that is known; at least 1
         */
        void refused(String agent, Failure failure, int chunks) {
            if (failure.code().blame() != Failure.Blame.PEER) return;
            known(agent).ifPresent(id -> rate(id, Verdict.ERROR, chunks, clock.millis()));
        }

        private void rate(AgentId agent, Verdict verdict, int chunks, long now) {
            trust.rate(new Rating(agent, trade, verdict, EvidenceKind.SUBJECTIVE, chunks, now));
        }
    }

    /** What others send is no id before it was read as one. */
    private static Optional<AgentId> known(String did) {
        try {
            return Optional.of(new AgentId(did));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Some agent is asked now. */
    Asked asks(Capability trade, Duration timeout) {
        return new Asked(trade, clock.millis() + timeout.toMillis());
    }
}
