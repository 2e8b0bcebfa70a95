package dev.kith.cli.bench;

import dev.kith.cli.bench.TrustFigures.Lies;
import dev.kith.cli.bench.TrustFigures.SharingPoint;
import dev.kith.cli.bench.TrustFigures.TrustPoint;
import dev.kith.cli.bench.sharing.Population;
import dev.kith.cli.bench.sharing.SharingExperiment;
import dev.kith.cli.bench.sharing.SharingExperiment.Length;
import dev.kith.cli.bench.sharing.SharingExperiment.Way;
import dev.kith.cli.bench.sharing.SharingExperiment.Wrong;
import dev.kith.cli.bench.sharing.Threat;
import dev.kith.cli.bench.trust.TrustExperiment;
import dev.kith.cli.bench.trust.TrustExperiment.Metric;
import dev.kith.cli.bench.trust.TrustExperiment.Misjudged;
import dev.kith.reputation.ReputationSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Goes through all settings of both experiments, each with several seeds made of one. */
final class TrustBench {
    private static final long APART = 1_000_003;

    private final TrustExperiment trust;
    private final SharingExperiment sharing;
    private final Size size;

    /**
     * How much is computed.
     *
     * @param trustRuns communities for each point of the first experiment
     * @param sharingRuns populations for each point of the second
     * @param length of each of these
     */
    record Size(int trustRuns, int sharingRuns, Length length) {
        static final Size USUAL = new Size(3, 2, Length.USUAL);
    }

    /** Hears how far it is. */
    interface Listener {
        /**
         * Called before each point.
         *
         * @param share done, 0 to 1
         * @param what comes next
         */
        void at(double share, String what);
    }

    TrustBench(ReputationSettings settings, Size size) {
        this.trust = new TrustExperiment(settings);
        this.sharing = new SharingExperiment(settings, size.length());
        this.size = size;
    }

    private record TrustJob(Lies lies, double share) {}

    private record SharingJob(Threat threat, double share, Population population) {}

    TrustFigures run(long seed, Listener listener) {
        List<TrustJob> trustJobs = trustJobs();
        List<SharingJob> sharingJobs = sharingJobs();
        double all = trustJobs.size() + sharingJobs.size();
        List<TrustPoint> trusts = new ArrayList<>();
        for (TrustJob job : trustJobs) {
            listener.at(trusts.size() / all, job.lies().words());
            trusts.add(point(job, seed * APART + trusts.size() * 1_009L));
        }
        List<SharingPoint> sharings = new ArrayList<>();
        for (SharingJob job : sharingJobs) {
            listener.at(
                    (trusts.size() + sharings.size()) / all,
                    String.format(Locale.ROOT, "threat model %s at %.1f", job.threat, job.share));
            sharings.add(point(job, seed * APART + 500_009 + sharings.size() * 1_009L));
        }
        return new TrustFigures(seed, trusts, sharings);
    }

    private static List<TrustJob> trustJobs() {
        List<TrustJob> jobs = new ArrayList<>();
        for (Lies lies : Lies.values()) {
            for (int tenth = 0; tenth <= 7; tenth++) jobs.add(new TrustJob(lies, tenth / 10.0));
        }
        return jobs;
    }

    private static List<SharingJob> sharingJobs() {
        List<SharingJob> jobs = new ArrayList<>();
        for (Threat threat : Threat.values()) {
            for (int tenth : tenths(threat)) {
                double share = tenth / 10.0;
                jobs.add(new SharingJob(threat, share, population(threat, share)));
            }
        }
        return jobs;
    }

    private static int[] tenths(Threat threat) {
        return switch (threat) {
            case A, B -> IntStream.rangeClosed(0, 7).toArray();
            case C -> IntStream.rangeClosed(0, 9).toArray();
            case D -> IntStream.rangeClosed(1, 9).toArray();
        };
    }

    private static Population population(Threat threat, double share) {
        return switch (threat) {
            case A, B -> Population.liars(threat, share);
            case C -> Population.disguised(share);
            case D -> Population.spied(share);
        };
    }

    private TrustPoint point(TrustJob job, long seed) {
        Map<Metric, List<Misjudged>> found = new EnumMap<>(Metric.class);
        for (int run = 0; run < size.trustRuns(); run++) {
            trust.run(job.share(), job.lies().conduct(), new SplittableRandom(seed + run))
                    .forEach((metric, wrong) ->
                            found.computeIfAbsent(metric, _ -> new ArrayList<>()).add(wrong));
        }
        Map<Metric, Misjudged> means = new EnumMap<>(Metric.class);
        found.forEach((metric, runs) ->
                means.put(
                        metric,
                        new Misjudged(
                                Means.of(runs, Misjudged::rms), Means.of(runs, Misjudged::auc))));
        return new TrustPoint(job.lies(), job.share(), means);
    }

    private SharingPoint point(SharingJob job, long seed) {
        Map<Way, Wrong> means = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            if (way == Way.KITH_AUDITED && job.threat() != Threat.C) continue;
            List<Wrong> runs = new ArrayList<>();
            for (int run = 0; run < size.sharingRuns(); run++) {
                runs.add(sharing.run(job.population(), way, new SplittableRandom(seed + run)));
            }
            means.put(
                    way,
                    new Wrong(
                            Means.of(runs, Wrong::all),
                            Means.of(runs, Wrong::settled),
                            Means.of(runs, Wrong::checked)));
        }
        return new SharingPoint(job.threat(), job.share(), means);
    }
}
