package dev.kith.cli.bench.index;

import dev.kith.cli.bench.engine.BareLoop;
import dev.kith.cli.bench.material.Cloud;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Footprint;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.store.index.IndexSettings;
import dev.kith.vector.UnitVector;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.util.Version;

/**
 * Queries a second of an agent's partitions against one bare Lucene index with the same vectors and
 * settings, each with the least effort that finds enough; on all cores, a query on one thread.
 */
public final class IndexBench {
    private static final int PARTITIONS = 16;
    private static final int DIMENSION = 384;
    private static final int WANTED = 10;
    private static final int TRUE_QUERIES = 100;
    private static final double RECALL = 0.98;
    private static final int[] EFFORTS = {10, 15, 20, 30, 45, 70, 100, 150, 250, 400};
    private static final String KITH = "partitions";
    private static final String BARE = "lucene";

    /** Held, because the JDK forgets loggers that nobody holds, and their levels with them. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private final int vectors;
    private final int queries;
    private final long seed;
    private final InstantSource clock;

    /**
     * @param vectors in each index
     * @param queries asked each turn
     */
    public IndexBench(int vectors, int queries, long seed, InstantSource clock) {
        this.vectors = vectors;
        this.queries = queries;
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * Builds both and measures.
     *
     * @param folder a temporary one
     */
    public void run(Path folder, Limits limits, Turns.Listener listener, Findings findings) {
        LUCENE.setLevel(Level.SEVERE); // it tells at every start what flags would make it faster
        var cloud = new Cloud(seed, DIMENSION);
        IndexSettings settings = IndexSettings.standard();
        var building = new Building(folder, listener, findings);
        try (Partitions own =
                        building.built(
                                KITH,
                                at -> Partitions.build(at, settings, PARTITIONS, cloud, vectors));
                BareIndex bare =
                        building.built(BARE, at -> BareIndex.build(at, settings, cloud, vectors))) {
            listener.at(0, "comparing all vectors");
            Truth truth = Truth.of(cloud, vectors, queries(cloud, 0, TRUE_QUERIES), WANTED);
            int ownEffort = effort(truth, own);
            int bareEffort = effort(truth, bare);
            findings.figure("lucene", Version.LATEST.toString());
            findings.figure("vectors", vectors);
            findings.figure("vector_partitions", PARTITIONS);
            findings.figure("partitions_recall_at_10", truth.recall(own, ownEffort));
            findings.figure("lucene_recall_at_10", truth.recall(bare, bareEffort));
            findings.figure("partitions_effort", ownEffort);
            findings.figure("lucene_effort", bareEffort);
            List<Contender> contenders =
                    List.of(
                            contender(KITH, own, ownEffort, cloud),
                            contender(BARE, bare, bareEffort, cloud));
            Turns turns = Turns.run(contenders, limits, clock, listener);
            findings.ratio("search_qps_vs_lucene", turns.ratio(KITH, BARE));
            findings.figure("partitions_queries_per_second", turns.of(KITH));
            findings.figure("lucene_queries_per_second", turns.of(BARE));
            notes(settings, findings);
            var setting =
                    new PeerBench.Setting(cloud, vectors, TRUE_QUERIES, queries / 4 + 1, WANTED);
            new PeerBench(setting, truth, clock).run(own, bare, folder, limits, listener, findings);
        }
    }

    /** Builds indexes and puts down what that takes. */
    private final class Building {
        private final Path folder;
        private final Turns.Listener listener;
        private final Findings findings;

        Building(Path folder, Turns.Listener listener, Findings findings) {
            this.folder = folder;
            this.listener = listener;
            this.findings = findings;
        }

        <R extends Rival> R built(String name, Function<Path, R> build) {
            listener.at(0, "building " + vectors + " vectors in " + name);
            Path own = folder.resolve(name);
            List<R> made = new ArrayList<>();
            double seconds = Turns.seconds(clock, () -> made.add(build.apply(own)));
            findings.figure(name + "_build_seconds", seconds);
            findings.figure(name + "_disk_bytes", Footprint.disk(own));
            return made.getFirst();
        }
    }

    private void notes(IndexSettings settings, Findings findings) {
        String way =
                vectors / PARTITIONS <= settings.exactMax()
                        ? "compares every vector (exact-max is " + settings.exactMax() + ")"
                        : "searches its graph";
        findings.note(
                "Vector search is measured in this process, without actors and HTTP; at this size"
                        + " each of the "
                        + PARTITIONS
                        + " partitions "
                        + way
                        + ".");
    }

    private List<UnitVector> queries(Cloud cloud, int turn, int count) {
        List<UnitVector> all = new ArrayList<>(count);
        long first = vectors + (long) turn * count;
        for (int i = 0; i < count; i++) all.add(cloud.vector(first + i));
        return all;
    }

    /** The least that finds enough, or the most there is. */
    private static int effort(Truth truth, Rival rival) {
        for (int effort : EFFORTS) {
            if (truth.recall(rival, effort) >= RECALL) return effort;
        }
        return EFFORTS[EFFORTS.length - 1];
    }

    private Contender contender(String name, Rival rival, int effort, Cloud cloud) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new Contender(
                name,
                round -> {
                    List<UnitVector> asked = queries(cloud, round + 1, queries);
                    return Turns.perSecond(
                            asked.size(),
                            clock,
                            () ->
                                    BareLoop.each(
                                            asked,
                                            threads,
                                            query -> rival.nearest(query, WANTED, effort)));
                });
    }
}
