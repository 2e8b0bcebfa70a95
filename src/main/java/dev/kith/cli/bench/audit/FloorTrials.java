package dev.kith.cli.bench.audit;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.commit.Commitment;
import dev.kith.audit.sample.AuditRate;
import dev.kith.audit.sample.Care;
import dev.kith.audit.sample.Sampler;
import dev.kith.audit.sample.Standing;
import dev.kith.model.ContentId;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Trusted agents that turn and are wrong from then on, each until it is caught. */
final class FloorTrials {
    private static final ContentId ROOT = ContentId.of("root");

    private FloorTrials() {}

    /**
     * Results that each handed in until one was drawn, the drawn batch included, in rising order.
     *
     * @param passes checks that it had passed in a row
     * @param batch chunks in a batch
     */
    static long[] until(AuditSettings settings, int passes, int batch, int trials, long seed) {
        var sampler = new Sampler(new SplittableRandom(seed));
        double rate =
                new AuditRate(settings.sampling())
                        .of(new Standing(passes, 0, 0), 1, Care.ORDINARY, false, 0);
        var committed = new Commitment(ROOT, batch);
        long[] results = new long[trials];
        for (int i = 0; i < trials; i++) {
            do results[i] += batch;
            while (sampler.draw(committed, rate).isEmpty());
        }
        Arrays.sort(results);
        return results;
    }

    /** Wrong results that were taken before, on average. */
    static double taken(AuditSettings settings, int passes, int trials, long seed) {
        return Arrays.stream(until(settings, passes, 1, trials, seed)).average().orElse(0) - 1;
    }

    /** The result within which this share was caught. */
    static long within(long[] rising, double share) {
        return rising[(int) Math.ceil(share * rising.length) - 1];
    }

    /** The same settings with almost no floor: BOINC's rule. */
    static AuditSettings withoutFloor(AuditSettings settings) {
        var s = settings.sampling();
        return new AuditSettings(
                settings.verify(),
                settings.collections(),
                new AuditSettings.Sampling(
                        1e-9,
                        s.criticalFloor(),
                        s.newcomerAudits(),
                        s.newcomerTrust(),
                        s.doubtAudits(),
                        s.lateBoost(),
                        s.lateFactor(),
                        s.localShare(),
                        s.verifyMax()),
                settings.auditors(),
                settings.canaries(),
                settings.tolerances(),
                settings.memory());
    }
}
