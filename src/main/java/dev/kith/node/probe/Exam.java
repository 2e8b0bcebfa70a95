package dev.kith.node.probe;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.Comparison;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.probe.Probe;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares two agents' vectors of the probes.
 *
 * @param numbers the class that both are of
 */
record Exam(Agreement agreement, NumericClass numbers) {

    static Exam of(AuditSettings.Tolerances tolerances, NumericClass numbers) {
        return new Exam(new Agreement(tolerances), numbers);
    }

    /**
     * What differs most, for people; empty where all vectors agree.
     *
     * @param name of the other agent
     */
    Optional<String> difference(List<UnitVector> own, List<UnitVector> others, String name) {
        Optional<String> found = Optional.empty();
        double worst = Double.POSITIVE_INFINITY;
        Probe[] probes = Probe.values();
        for (int i = 0; i < probes.length; i++) {
            float[] ours = own.get(i).components();
            Comparison comparison = agreement.compare(ours, others.get(i).components(), numbers);
            if (comparison.agree() || comparison.cosine() >= worst) continue;
            worst = comparison.cosine();
            found = Optional.of(told(probes[i], comparison, name));
        }
        return found;
    }

    private String told(Probe probe, Comparison comparison, String name) {
        return String.format(
                Locale.ROOT,
                "its vectors are not the network's: probe %s has cosine %.4f to that of %s, below"
                        + " %s",
                probe.name().toLowerCase(Locale.ROOT),
                comparison.cosine(),
                name,
                agreement.cosineMin(numbers));
    }
}
