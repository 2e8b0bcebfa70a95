package dev.kith.cli.bench.index;

import dev.kith.cli.bench.material.Cloud;
import dev.kith.vector.UnitVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nearest of some queries by comparing every vector, and how many of them others find. */
final class Truth {
    private final List<UnitVector> queries;
    private final List<Set<Integer>> nearest;
    private final int wanted;

    private Truth(List<UnitVector> queries, List<Set<Integer>> nearest, int wanted) {
        this.queries = queries;
        this.nearest = nearest;
        this.wanted = wanted;
    }

    /** Compares; takes a moment on all cores. */
    static Truth of(Cloud cloud, int vectors, List<UnitVector> queries, int wanted) {
        double[][] cosines = new double[queries.size()][vectors];
        IntStream.range(0, vectors)
                .parallel()
                .forEach(i -> {
                    UnitVector vector = cloud.vector(i);
                    for (int q = 0; q < cosines.length; q++) {
                        cosines[q][i] = vector.cosine(queries.get(q));
                    }
                });
        List<Set<Integer>> nearest =
                Arrays.stream(cosines).parallel().map(row -> best(row, wanted)).toList();
        return new Truth(queries, nearest, wanted);
    }

    private static Set<Integer> best(double[] cosines, int wanted) {
        Comparator<Integer> worstFirst =
                Comparator.comparingDouble((Integer i) -> cosines[i])
                        .thenComparing(Comparator.naturalOrder());
        var best = new TreeSet<>(worstFirst);
        for (int i = 0; i < cosines.length; i++) {
            best.add(i);
            if (best.size() > wanted) best.pollFirst();
        }
        return Set.copyOf(best);
    }

    /** The share of the nearest that this one finds, 0 to 1. */
    double recall(Rival rival, int effort) {
        return recall(queries.stream().map(query -> rival.nearest(query, wanted, effort)).toList());
    }

    /**
     * The share of the nearest that was found, 0 to 1.
     *
     * @param found for each query, in order
     */
    double recall(List<int[]> found) {
        long hits = 0;
        for (int q = 0; q < nearest.size(); q++) {
            Set<Integer> own = Arrays.stream(found.get(q)).boxed().collect(Collectors.toSet());
            own.retainAll(nearest.get(q));
            hits += own.size();
        }
        return (double) hits / nearest.stream().mapToInt(Set::size).sum();
    }
}
