package dev.kith.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.audit.choose.Demands;
import dev.kith.model.Words;
import java.time.Duration;
import java.util.List;

/**
 * How results are checked; {@code kith.audit} in the configuration.
 *
 * @param verify what a collection demands that says nothing itself: {@code adaptive}, {@code
 *     critical}, {@code quorum:N} or {@code none}
 * @param collections what single collections demand, each {@code collection=word}
 */
public record AuditSettings(
        String verify,
        List<String> collections,
        Sampling sampling,
        Auditors auditors,
        Canaries canaries,
        Tolerances tolerances,
        Memory memory) {

    /**
     * How much is checked.
     *
     * @param trustedFloor least probability that a chunk is checked, in (0, 1]
     * @param criticalFloor the same for critical collections
     * @param newcomerAudits passed checks in a row before an agent's work is sampled at all
     * @param newcomerTrust below this lower bound of integrity everything is checked
     * @param doubtAudits checks of everything after a failure
     * @param lateBoost how long an agent that was late is checked more
     * @param lateFactor how much more
     * @param localShare share of all chunks that the asker computes itself, if it can
     * @param verifyMax most vectors of a document that a person can have computed again at once
     */
    public record Sampling(
            double trustedFloor,
            double criticalFloor,
            int newcomerAudits,
            double newcomerTrust,
            int doubtAudits,
            Duration lateBoost,
            double lateFactor,
            double localShare,
            int verifyMax) {}

    /**
     * Who checks.
     *
     * @param trustMin least lower bound of integrity of an auditor
     * @param issuesMax most agents that are asked about one chunk
     * @param triesMax how often another agent is looked for before a result is taken unchecked
     * @param answerTimeout how long one that was asked may take
     * @param confirmations agents that have to have computed it before one that cannot believes it
     */
    public record Auditors(
            double trustMin,
            int issuesMax,
            int triesMax,
            Duration answerTimeout,
            int confirmations) {}

    /**
     * Known answers.
     *
     * @param poolMax texts a model
     * @param usesMax a canary is retired after so many uses
     * @param refreshShare share of the pool that is replaced each day
     * @param textsMax texts of the longest batch that becomes a canary
     * @param workTexts texts of an agent's work that the next two are counted by
     * @param batchMax texts of canaries for so much work of a newcomer; others get at most one
     * @param trustedShare how many a trusted agent gets of that one
     */
    public record Canaries(
            int poolMax,
            int usesMax,
            double refreshShare,
            int textsMax,
            int workTexts,
            int batchMax,
            double trustedShare) {}

    /**
     * When two vectors agree.
     *
     * @param cosineFull least cosine in the numeric class {@code full}
     * @param cosineInt8 least cosine in {@code int8}, on one instruction set
     * @param lengthErrorMax most that a length may differ from 1
     */
    public record Tolerances(double cosineFull, double cosineInt8, double lengthErrorMax) {}

    /**
     * What is remembered.
     *
     * @param proofLifetime how long proofs stay known when nobody tells them anew
     * @param agentsMax agents whose standing is remembered; who is forgotten is a newcomer again
     * @param judgedMax accusations remembered, and agents that made some without reason
     * @param keepInterval how often what is remembered of checks is kept in a file
     * @param sweepFirst how soon after a proof the agent's work is looked for, and again while
     *     there is some
     * @param sweepMax the pause between looks that find nothing grows up to this
     */
    public record Memory(
            Duration proofLifetime,
            int agentsMax,
            int judgedMax,
            Duration keepInterval,
            Duration sweepFirst,
            Duration sweepMax) {}

    public AuditSettings {
        collections = List.copyOf(collections);
        check("verify", wellFormed(verify, List.of()), verify);
        check("collections", wellFormed("none", collections), collections);
        share("sampling.trusted-floor", sampling.trustedFloor);
        share("sampling.critical-floor", sampling.criticalFloor);
        check("sampling.trusted-floor", sampling.trustedFloor > 0, sampling.trustedFloor);
        check("sampling.critical-floor", sampling.criticalFloor > 0, sampling.criticalFloor);
        check("sampling.newcomer-audits", sampling.newcomerAudits > 0, sampling.newcomerAudits);
        share("sampling.newcomer-trust", sampling.newcomerTrust);
        check("sampling.doubt-audits", sampling.doubtAudits >= 0, sampling.doubtAudits);
        check("sampling.late-boost", !sampling.lateBoost.isNegative(), sampling.lateBoost);
        check("sampling.late-factor", sampling.lateFactor >= 1, sampling.lateFactor);
        share("sampling.local-share", sampling.localShare);
        check("sampling.verify-max", sampling.verifyMax > 0, sampling.verifyMax);
        share("auditors.trust-min", auditors.trustMin);
        check("auditors.issues-max", auditors.issuesMax >= 3, auditors.issuesMax);
        check("auditors.tries-max", auditors.triesMax > 0, auditors.triesMax);
        Duration patience = auditors.answerTimeout;
        check("auditors.answer-timeout", patience.isPositive(), patience);
        check("auditors.confirmations", auditors.confirmations > 0, auditors.confirmations);
        check("canaries.pool-max", canaries.poolMax > 0, canaries.poolMax);
        check("canaries.uses-max", canaries.usesMax > 0, canaries.usesMax);
        share("canaries.refresh-share", canaries.refreshShare);
        boolean fits = canaries.textsMax > 0 && canaries.textsMax <= canaries.poolMax;
        check("canaries.texts-max", fits, canaries.textsMax);
        check("canaries.work-texts", canaries.workTexts > 0, canaries.workTexts);
        check("canaries.batch-max", canaries.batchMax >= 0, canaries.batchMax);
        share("canaries.trusted-share", canaries.trustedShare);
        share("tolerances.cosine-full", tolerances.cosineFull);
        share("tolerances.cosine-int8", tolerances.cosineInt8);
        double lengthError = tolerances.lengthErrorMax;
        check("tolerances.length-error-max", lengthError > 0, lengthError);
        check("memory.proof-lifetime", memory.proofLifetime.isPositive(), memory.proofLifetime);
        check("memory.agents-max", memory.agentsMax > 0, memory.agentsMax);
        check("memory.judged-max", memory.judgedMax > 0, memory.judgedMax);
        check("memory.keep-interval", memory.keepInterval.isPositive(), memory.keepInterval);
        check("memory.sweep-first", memory.sweepFirst.isPositive(), memory.sweepFirst);
        check("memory.sweep-max", memory.sweepMax.isPositive(), memory.sweepMax);
    }

    /**
     * Reads the settings from the config at {@code kith.audit}.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static AuditSettings from(Config audit) {
        Config sampling = audit.getConfig("sampling");
        Config auditors = audit.getConfig("auditors");
        Config canaries = audit.getConfig("canaries");
        Config tolerances = audit.getConfig("tolerances");
        Config memory = audit.getConfig("memory");
        return new AuditSettings(
                audit.getString("verify"),
                Words.of(audit.getAnyRef("collections")),
                new Sampling(
                        sampling.getDouble("trusted-floor"),
                        sampling.getDouble("critical-floor"),
                        sampling.getInt("newcomer-audits"),
                        sampling.getDouble("newcomer-trust"),
                        sampling.getInt("doubt-audits"),
                        sampling.getDuration("late-boost"),
                        sampling.getDouble("late-factor"),
                        sampling.getDouble("local-share"),
                        sampling.getInt("verify-max")),
                new Auditors(
                        auditors.getDouble("trust-min"),
                        auditors.getInt("issues-max"),
                        auditors.getInt("tries-max"),
                        auditors.getDuration("answer-timeout"),
                        auditors.getInt("confirmations")),
                new Canaries(
                        canaries.getInt("pool-max"),
                        canaries.getInt("uses-max"),
                        canaries.getDouble("refresh-share"),
                        canaries.getInt("texts-max"),
                        canaries.getInt("work-texts"),
                        canaries.getInt("batch-max"),
                        canaries.getDouble("trusted-share")),
                new Tolerances(
                        tolerances.getDouble("cosine-full"),
                        tolerances.getDouble("cosine-int8"),
                        tolerances.getDouble("length-error-max")),
                new Memory(
                        memory.getDuration("proof-lifetime"),
                        memory.getInt("agents-max"),
                        memory.getInt("judged-max"),
                        memory.getDuration("keep-interval"),
                        memory.getDuration("sweep-first"),
                        memory.getDuration("sweep-max")));
    }

    /** What Kith ships with, whatever an agent's own file says: what benchmarks measure. */
    public static AuditSettings shipped() {
        return from(
                ConfigFactory.parseResources("kith/audit.conf").getConfig("kith.audit").resolve());
    }

    /** What each collection demands. */
    public Demands demands() {
        return Demands.parse(verify, collections);
    }

    private static boolean wellFormed(String verify, List<String> collections) {
        try {
            Demands.parse(verify, collections);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void share(String key, double value) {
        check(key, value >= 0 && value <= 1, value);
    }

    private static void check(String key, boolean good, Object value) {
        if (good) return;
        throw new IllegalArgumentException("kith.audit." + key + " cannot be " + value);
    }
}
