package dev.kith.cli.bench.index;

import dev.kith.cli.bench.index.VectorPeer.Asked;
import dev.kith.cli.bench.material.Cloud;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Spread;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.vector.UnitVector;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Vector search of an agent's partitions against other programs with the same vectors: one query
 * after the other, each index with the least effort that finds as much as the others.
 */
final class PeerBench {
    private static final double[] RECALLS = {0.95, 0.98, 0.99};
    private static final int[] EFFORTS = {10, 15, 20, 30, 45, 70, 100, 150, 250, 400, 800};
    private static final String KITH = "partitions";
    private static final String KITH_HTTP = "partitions_over_http";
    private static final String LUCENE = "lucene";
    private static final double TAIL = 0.99;

    private final Setting setting;
    private final Truth truth;
    private final InstantSource clock;

    /**
     * What is asked.
     *
     * @param vectors numbers of the cloud's from 0
     * @param trueQueries the first queries are those of the truth; queries follow the vectors
     * @param queries asked each turn
     * @param wanted neighbours
     */
    record Setting(Cloud cloud, int vectors, int trueQueries, int queries, int wanted) {}

    /** One that can be asked. */
    private interface Ask {
        Asked ask(int first, int count, int effort);
    }

    /** One that takes part; over HTTP or not, as the ones it is compared with. */
    private record Side(String name, String against, Ask ask) {}

    PeerBench(Setting setting, Truth truth, InstantSource clock) {
        this.setting = setting;
        this.truth = truth;
        this.clock = clock;
    }

    /**
     * Measures, where any peer is there.
     *
     * @param folder a temporary one
     */
    void run(
            Rival own,
            Rival bare,
            Path folder,
            Limits limits,
            Turns.Listener listener,
            Findings findings) {
        List<VectorPeer> known = VectorPeer.all();
        if (known.isEmpty()) return;
        List<VectorPeer.Index> opened = new ArrayList<>();
        try (HttpRival http = HttpRival.of(own)) {
            List<Side> sides = new ArrayList<>();
            sides.add(side(KITH, "", own));
            sides.add(side(LUCENE, KITH, bare));
            var input = input(folder, limits);
            for (VectorPeer peer : known) {
                listener.at(0, "building " + setting.vectors() + " vectors in " + peer.name());
                Optional<VectorPeer.Index> index = peer.open(input, folder.resolve(peer.name()));
                if (index.isEmpty()) {
                    findings.note(peer.name() + " is not installed; src/test/peers says how.");
                    continue;
                }
                opened.add(index.get());
                build(peer, index.get(), findings);
                if (peer.overHttp() && sides.stream().noneMatch(s -> s.name().equals(KITH_HTTP))) {
                    sides.add(side(KITH_HTTP, "", http));
                }
                sides.add(
                        new Side(
                                peer.name(),
                                peer.overHttp() ? KITH_HTTP : KITH,
                                (first, count, effort) ->
                                        index.get().ask(first, count, setting.wanted(), effort)));
            }
            if (opened.isEmpty()) return;
            for (double recall : RECALLS) compare(sides, recall, limits, listener, findings);
            findings.note(
                    "Other programs are asked one query after the other; over HTTP where they have"
                            + " a server, and then Kith's partitions too, behind a plain HTTP"
                            + " server. Ratios without a number are at recall 0.99.");
        } finally {
            opened.forEach(VectorPeer.Index::close);
        }
    }

    private VectorPeer.Input input(Path folder, Limits limits) {
        int rounds = limits.warmUps() + limits.rounds();
        int queries = setting.trueQueries() + rounds * setting.queries();
        var cloud = setting.cloud();
        return new VectorPeer.Input(
                VectorFile.write(folder.resolve("vectors"), cloud::vector, 0, setting.vectors()),
                VectorFile.write(
                        folder.resolve("queries"), cloud::vector, setting.vectors(), queries),
                cloud.vector(0).components().length);
    }

    private void build(VectorPeer peer, VectorPeer.Index index, Findings findings) {
        double seconds = Turns.seconds(clock, index::build);
        VectorPeer.About about = index.about();
        findings.figure(peer.name(), about.what());
        findings.figure(peer.name() + "_build_seconds", seconds);
        findings.figure(peer.name() + "_disk_bytes", about.diskBytes());
        if (about.residentBytes() > 0) {
            findings.figure(peer.name() + "_resident_bytes", about.residentBytes());
        }
    }

    private Side side(String name, String against, Rival rival) {
        return new Side(
                name,
                against,
                (first, count, effort) -> {
                    List<int[]> found = new ArrayList<>();
                    double[] seconds = new double[count];
                    for (int i = 0; i < count; i++) {
                        UnitVector query =
                                setting.cloud().vector((long) setting.vectors() + first + i);
                        seconds[i] =
                                Turns.seconds(
                                        clock,
                                        () ->
                                                found.add(
                                                        rival.nearest(
                                                                query, setting.wanted(), effort)));
                    }
                    return new Asked(found, seconds);
                });
    }

    private void compare(
            List<Side> sides,
            double recall,
            Limits limits,
            Turns.Listener listener,
            Findings findings) {
        String at = "_at_" + Math.round(recall * 100);
        Map<String, List<double[]>> seconds = new HashMap<>();
        List<Side> able = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        for (Side side : sides) {
            listener.at(0, "asking " + side.name() + " for recall " + recall);
            Optional<Integer> effort = effort(side, recall, at, findings);
            if (effort.isEmpty()) continue;
            able.add(side);
            seconds.put(side.name(), new ArrayList<>());
            contenders.add(
                    new Contender(
                            side.name(),
                            round -> {
                                int first = setting.trueQueries() + round * setting.queries();
                                Asked asked =
                                        side.ask().ask(first, setting.queries(), effort.get());
                                seconds.getOrDefault(side.name(), List.of()).add(asked.seconds());
                                return setting.queries() / Arrays.stream(asked.seconds()).sum();
                            }));
        }
        Turns turns = Turns.run(contenders, limits, clock, listener);
        for (Side side : able) {
            List<Double> rates = turns.of(side.name());
            findings.figure(side.name() + at + "_queries_per_second", rates);
            List<double[]> all = seconds.getOrDefault(side.name(), List.of());
            List<double[]> counted = all.subList(all.size() - rates.size(), all.size());
            findings.figure(side.name() + at + "_p50_seconds", quantiles(counted, 0.5));
            findings.figure(side.name() + at + "_p99_seconds", quantiles(counted, TAIL));
            if (side.against().isEmpty() || !turns.has(side.against())) continue;
            Spread ratio = turns.ratio(side.against(), side.name());
            String name = "search_qps_vs_" + side.name();
            boolean best = recall == RECALLS[RECALLS.length - 1];
            // The plain name of Lucene's is taken: IndexBench compares on all cores.
            boolean plain = best && !side.name().equals(LUCENE);
            findings.ratio(plain ? name : name + at, ratio);
        }
    }

    /** The least that finds enough. */
    private Optional<Integer> effort(Side side, double recall, String at, Findings findings) {
        double found = 0;
        for (int effort : EFFORTS) {
            found = truth.recall(side.ask().ask(0, setting.trueQueries(), effort).found());
            if (found < recall) continue;
            findings.figure(side.name() + at + "_effort", effort);
            findings.figure(side.name() + at + "_recall_at_10", found);
            return Optional.of(effort);
        }
        findings.note(
                String.format(
                        Locale.ROOT,
                        "%s finds no more than %.3f of the nearest and is left out at %.2f.",
                        side.name(),
                        found,
                        recall));
        return Optional.empty();
    }

    private static List<Double> quantiles(List<double[]> rounds, double share) {
        return rounds.stream()
                .map(double[]::clone)
                .peek(Arrays::sort)
                .map(sorted -> Spread.quantile(sorted, share))
                .toList();
    }
}
