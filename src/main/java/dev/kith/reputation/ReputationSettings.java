package dev.kith.reputation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import dev.kith.model.AgentId;
import dev.kith.model.Words;
import dev.kith.reputation.book.Weighing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How ratings become scores; {@code kith.reputation}.
 *
 * @param evidence how much a rating counts
 * @param credibility how much a rater counts
 * @param score how both become a score
 * @param selection how an agent is picked by its score
 * @param publishInterval how often an agent tells the others how it rates them, where that changed
 * @param refreshInterval how often scores are computed anew, so that what is old fades
 * @param membersMax most agents whose books count
 */
public record ReputationSettings(
        Weighing evidence,
        Credence credibility,
        Scoring score,
        Choice selection,
        Duration publishInterval,
        Duration refreshInterval,
        int membersMax) {
    public ReputationSettings {
        above0("publish-interval", (double) publishInterval.toMillis());
        above0("refresh-interval", (double) refreshInterval.toMillis());
        above0("members-max", membersMax);
    }

    /**
     * How much a rater counts.
     *
     * @param pairMax most that one rater's evidence on one subject counts, in full ratings
     * @param priorWeight how many agreed subjects the first impression of a rater weighs
     * @param priorVouched that impression of a rater admitted by the same authority, in [0, 1]
     * @param priorStranger the same of any other
     * @param exponent by which similarity is sharpened
     * @param founders agents of those who made the network
     * @param founderMin least credibility of these, in [0, 1]
     * @param sharedMin with fewer subjects in common a rater is a stranger
     * @param strangersMax most that all strangers together count on one subject, in full ratings
     */
    public record Credence(
            double pairMax,
            double priorWeight,
            double priorVouched,
            double priorStranger,
            double exponent,
            Set<AgentId> founders,
            double founderMin,
            int sharedMin,
            double strangersMax) {
        public Credence {
            above0("credibility.pair-max", pairMax);
            atLeast0("credibility.prior-weight", priorWeight);
            share("credibility.prior-vouched", priorVouched);
            share("credibility.prior-stranger", priorStranger);
            above0("credibility.exponent", exponent);
            founders = Set.copyOf(founders);
            share("credibility.founder-min", founderMin);
            atLeast0("credibility.shared-min", sharedMin);
            atLeast0("credibility.strangers-max", strangersMax);
        }
    }

    /**
     * How evidence becomes a score.
     *
     * @param prior good and bad observations that every agent begins with
     * @param otherTradesShare what evidence of other trades counts, in [0, 1]
     * @param boundDeviations standard deviations between the mean and the lower bound
     * @param dropMin by how much the recent mean must be below the usual one to replace it
     * @param dropEvidenceMin and how much recent evidence that takes, in full ratings
     */
    public record Scoring(
            double prior,
            double otherTradesShare,
            double boundDeviations,
            double dropMin,
            double dropEvidenceMin) {
        public Scoring {
            above0("score.prior", prior);
            share("score.other-trades-share", otherTradesShare);
            atLeast0("score.bound-deviations", boundDeviations);
            share("score.drop-min", dropMin);
            atLeast0("score.drop-evidence-min", dropEvidenceMin);
        }
    }

    /**
     * How an agent is picked.
     *
     * @param exploreShare of picks that go to a newcomer, in [0, 1]
     * @param newcomerEvidenceMax below which an agent is a newcomer, in full ratings
     * @param scoreExponent by which scores are sharpened
     */
    public record Choice(double exploreShare, double newcomerEvidenceMax, double scoreExponent) {
        public Choice {
            share("selection.explore-share", exploreShare);
            atLeast0("selection.newcomer-evidence-max", newcomerEvidenceMax);
            above0("selection.score-exponent", scoreExponent);
        }
    }

    /** Reads the settings from the config at {@code kith.reputation}. */
    public static ReputationSettings from(Config reputation) {
        return new ReputationSettings(
                evidence(reputation.getConfig("evidence")),
                credibility(reputation.getConfig("credibility")),
                score(reputation.getConfig("score")),
                selection(reputation.getConfig("selection")),
                reputation.getDuration("publish-interval"),
                reputation.getDuration("refresh-interval"),
                reputation.getInt("members-max"));
    }

    /** The defaults, whatever this machine's environment says. */
    public static ReputationSettings standard() {
        return from(
                ConfigFactory.parseResources(
                                ReputationSettings.class.getClassLoader(), "kith/reputation.conf")
                        .resolve(ConfigResolveOptions.noSystem())
                        .getConfig("kith.reputation"));
    }

    private static Weighing evidence(Config evidence) {
        return new Weighing(
                evidence.getDuration("positive-half-life"),
                evidence.getDuration("negative-half-life"),
                evidence.getDouble("subjective-weight"),
                evidence.getInt("chunks-full"),
                evidence.getDuration("window-long"),
                evidence.getDuration("window-short"),
                evidence.getInt("entries-max"));
    }

    private static Credence credibility(Config credibility) {
        return new Credence(
                credibility.getDouble("pair-max"),
                credibility.getDouble("prior-weight"),
                credibility.getDouble("prior-vouched"),
                credibility.getDouble("prior-stranger"),
                credibility.getDouble("exponent"),
                founders(Words.of(credibility.getAnyRef("founders"))),
                credibility.getDouble("founder-min"),
                credibility.getInt("shared-min"),
                credibility.getDouble("strangers-max"));
    }

    private static Set<AgentId> founders(List<String> dids) {
        try {
            return dids.stream().map(AgentId::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kith.reputation.credibility.founders must be ids as kith agents shows them,"
                            + " did:key:...: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Scoring score(Config score) {
        return new Scoring(
                score.getDouble("prior"),
                score.getDouble("other-trades-share"),
                score.getDouble("bound-deviations"),
                score.getDouble("drop-min"),
                score.getDouble("drop-evidence-min"));
    }

    private static Choice selection(Config selection) {
        return new Choice(
                selection.getDouble("explore-share"),
                selection.getDouble("newcomer-evidence-max"),
                selection.getDouble("score-exponent"));
    }

    private static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) throw wrong(key, "from 0 to 1", value);
    }

    private static void atLeast0(String key, double value) {
        if (!(value >= 0)) throw wrong(key, "at least 0", value);
    }

    private static void above0(String key, double value) {
        if (!(value > 0)) throw wrong(key, "above 0", value);
    }

    private static IllegalArgumentException wrong(String key, String bound, double value) {
        return new IllegalArgumentException(
                "kith.reputation." + key + " must be " + bound + ": " + value);
    }
}
