package dev.kith.cli.bench.trust;

import dev.kith.reputation.ReputationSettings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Runs one setting with every metric and says how wrong each was. */
public final class TrustExperiment {
    private static final int PEERS = 128;
    private static final int TRANSACTIONS_EACH = 100;
    private static final int FAKES_EACH = 10 * TRANSACTIONS_EACH;

    private final ReputationSettings settings;

    /** The metrics that are compared, in the order of tables and pictures. */
    public enum Metric {
        CONVENTIONAL("conventional"),
        TVM("tvm"),
        PSM("psm"),
        KITH("kith");

        private final String word;

        Metric(String word) {
            this.word = word;
        }

        /** The word in JSON and CSV. */
        public String word() {
            return word;
        }
    }

    /**
     * What liars do.
     *
     * @param colluding whether they praise each other for what never happened
     * @param badRate share of their transactions in which they behave badly
     */
    public record Conduct(boolean colluding, double badRate) {}

    /**
     * How wrong a metric was.
     *
     * @param rms root of the mean squared error against the true probability to behave well, over
     *     all honest evaluators and all peers
     * @param auc probability that a random honest peer is ranked above a random malicious one, ties
     *     counting half; not a number where nobody is malicious
     */
    public record Misjudged(double rms, double auc) {}

    public TrustExperiment(ReputationSettings settings) {
        this.settings = settings;
    }

    /** One community, the same for all metrics. */
    public Map<Metric, Misjudged> run(
            double maliciousShare, Conduct conduct, SplittableRandom random) {
        Community community =
                Community.of(
                        new Community.Setting(
                                PEERS,
                                maliciousShare,
                                conduct.badRate(),
                                TRANSACTIONS_EACH,
                                conduct.colluding() ? FAKES_EACH : 0),
                        random);
        Map<Metric, Function<Community, TrustMetric>> metrics = new LinkedHashMap<>();
        metrics.put(Metric.CONVENTIONAL, Conventional::new);
        metrics.put(Metric.TVM, Tvm::new);
        metrics.put(Metric.PSM, Psm::new);
        metrics.put(Metric.KITH, c -> new KithTrust(c, settings));
        Map<Metric, Misjudged> errors = new EnumMap<>(Metric.class);
        metrics.forEach(
                (metric, made) -> errors.put(metric, error(community, made.apply(community))));
        return errors;
    }

    private static Misjudged error(Community community, TrustMetric metric) {
        double squares = 0;
        double auc = 0;
        int compared = 0;
        int evaluators = 0;
        for (int evaluator = 0; evaluator < community.peers(); evaluator++) {
            if (!community.honest(evaluator)) continue;
            double[] trust = metric.trust(evaluator);
            for (int peer = 0; peer < trust.length; peer++) {
                if (peer == evaluator) continue;
                double difference = trust[peer] - community.truth(peer);
                squares += difference * difference;
                compared++;
            }
            auc += auc(community, trust, evaluator);
            evaluators++;
        }
        return new Misjudged(Math.sqrt(squares / compared), auc / evaluators);
    }

    private static double auc(Community community, double[] trust, int evaluator) {
        double above = 0;
        long pairs = 0;
        for (int good = 0; good < trust.length; good++) {
            if (good == evaluator || !community.honest(good)) continue;
            for (int bad = 0; bad < trust.length; bad++) {
                if (community.honest(bad)) continue;
                if (trust[good] > trust[bad]) above++;
                else if (trust[good] == trust[bad]) above += 0.5;
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : above / pairs;
    }
}
