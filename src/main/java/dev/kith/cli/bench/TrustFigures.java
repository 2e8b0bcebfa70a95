package dev.kith.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.bench.sharing.SharingExperiment.Way;
import dev.kith.cli.bench.sharing.SharingExperiment.Wrong;
import dev.kith.cli.bench.sharing.Threat;
import dev.kith.cli.bench.trust.TrustExperiment.Conduct;
import dev.kith.cli.bench.trust.TrustExperiment.Metric;
import dev.kith.cli.bench.trust.TrustExperiment.Misjudged;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What both experiments came to.
 *
 * @param seed everything was drawn from
 */
record TrustFigures(long seed, List<TrustPoint> trust, List<SharingPoint> sharing) {

    /** How the liars of the first experiment behave. */
    enum Lies {
        NON_COLLUSIVE("non_collusive", "each for itself", false, 1),
        COLLUSIVE("collusive", "colluding", true, 1),
        HALF("half_malicious", "bad half of the time", false, 0.5);

        private final String word;
        private final String words;
        private final boolean colluding;
        private final double badRate;

        Lies(String word, String words, boolean colluding, double badRate) {
            this.word = word;
            this.words = words;
            this.colluding = colluding;
            this.badRate = badRate;
        }

        /** For programs. */
        String word() {
            return word;
        }

        /** For people. */
        String words() {
            return words;
        }

        Conduct conduct() {
            return new Conduct(colluding, badRate);
        }
    }

    /**
     * One point of the first experiment.
     *
     * @param share of malicious peers
     */
    record TrustPoint(Lies lies, double share, Map<Metric, Misjudged> found) {}

    /**
     * One point of the second.
     *
     * @param share of malicious peers (A, B), of a liar's answers that are right (C), of malicious
     *     peers that give wrong files while the others are spies (D)
     */
    record SharingPoint(Threat threat, double share, Map<Way, Wrong> found) {}

    /** For programs; four decimals, and nothing where there is no figure. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("seed", seed);
        node.set("trust_error", trust(Misjudged::rms));
        node.set("trust_ranking", trust(Misjudged::auc));
        node.set("wrong_results", sharing(Wrong::settled));
        node.set("wrong_results_all", sharing(Wrong::all));
        return node;
    }

    private ObjectNode trust(ToDoubleFunction<Misjudged> figure) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (TrustPoint point : trust) {
            ObjectNode at = at(all, point.lies().word(), point.share());
            point.found()
                    .forEach(
                            (metric, found) -> put(at, metric.word(), figure.applyAsDouble(found)));
        }
        return all;
    }

    private ObjectNode sharing(ToDoubleFunction<Wrong> figure) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (SharingPoint point : sharing) {
            ObjectNode at = at(all, point.threat().name(), point.share());
            point.found().forEach((way, found) -> put(at, way.word(), figure.applyAsDouble(found)));
        }
        return all;
    }

    private static ObjectNode at(ObjectNode all, String setting, double share) {
        return all.withObjectProperty(setting).putObject(share(share));
    }

    private static void put(ObjectNode node, String word, double figure) {
        if (!Double.isNaN(figure)) node.put(word, Math.round(figure * 10_000) / 10_000.0);
    }

    /** A share as it stands in JSON and CSV: one decimal. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f", share);
    }
}
