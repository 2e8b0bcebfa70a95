package dev.kith.cli.bench.audit;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.NumericClass;
import dev.kith.vector.UnitVector;
import java.util.SplittableRandom;

/** Compares what two honest machines say, many times. */
final class HonestChecks {
    private static final int TEXTS = 1024;

    private HonestChecks() {}

    /** How many of so many comparisons did not agree; half of each numeric class. */
    static long disagreements(AuditSettings settings, int checks, long seed) {
        var agreement = new Agreement(settings.tolerances());
        var random = new SplittableRandom(seed);
        var truth = new Truth(seed);
        var int8 = NumericClass.of("int8", "avx512vnni");
        UnitVector[] right = new UnitVector[TEXTS];
        for (int i = 0; i < TEXTS; i++) right[i] = truth.of("honest " + i);
        long disagreements = 0;
        for (int i = 0; i < checks; i++) {
            UnitVector vector = right[i % TEXTS];
            float[] one = truth.honest(vector, random).components();
            float[] other = truth.honest(vector, random).components();
            NumericClass numbers = i % 2 == 0 ? NumericClass.FULL : int8;
            if (!agreement.compare(one, other, numbers).agree()) disagreements++;
        }
        return disagreements;
    }
}
