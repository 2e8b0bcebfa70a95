package dev.kith.task.check;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Receipt;
import dev.kith.placement.work.Homes;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import dev.kith.reputation.karma.Contributions;
import dev.kith.store.Copies;
import dev.kith.task.court.KeptFile;
import dev.kith.task.reach.Trades;
import dev.kith.task.verify.OwnModel;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What checking stands on; everything here is safe from any thread.
 *
 * @param self who we are; never checked by itself
 * @param reach how others are found and asked
 * @param signed whether the agent that a receipt names signed it
 * @param people what is thought of the others
 * @param random draws the sample; a secure one outside tests
 * @param kept how the others stood their checks
 */
public record CheckMeans(
        AgentId self,
        Envelopes envelopes,
        Reach reach,
        Predicate<Receipt> signed,
        OwnModel own,
        People people,
        InstantSource clock,
        RandomGenerator random,
        KeptFile kept,
        AuditSettings settings) {

    /**
     * How others are found and asked.
     *
     * @param homes where the shards of embedders stand
     * @param copies says whether a document is still stored
     */
    public record Reach(Trades trades, Directory directory, Homes homes, Copies copies) {}

    /**
     * What is thought of the others, and where to say more.
     *
     * @param trust whom to check how much, and whom not to believe at all
     * @param work takes what others did for a check
     * @param accuse takes what this agent has found wrong; true where it computed that itself
     */
    public record People(Trust trust, Contributions work, Accusation accuse) {

        /** Lower bound, in [0, 1], of how far an agent's vectors are right. */
        double integrity(AgentId agent) {
            return trust.score(agent, Capability.EMBED).integrityBound();
        }
    }

    /** Takes what was found wrong. */
    @FunctionalInterface
    public interface Accusation {
        /**
         * Says that an author was wrong, and shows how.
         *
         * @param certain whether this agent computed it itself
         */
        void of(Opening opening, boolean certain);
    }
}
