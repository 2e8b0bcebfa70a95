package dev.kith.aggregate.search;

import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * How far down its two lists every partition has to look, so that together they name the best of
 * all. Documents lie in partitions by chance, so hardly any partition has much more than its share
 * of the best; one whose last candidate is still among them is asked again, for all it may have.
 * Pure, and exact: what is left out cannot be among the best, ties included.
 *
 * <p>Source: Cao and Wang, "Efficient Top-K Query Calculation in Distributed Networks", 2004.
 *
 * @param whole length of each list over all partitions, at least 1
 * @param first how many of each list a partition is asked for first, 1 to {@code whole}
 */
record Depth(int whole, int first) {
    /** So many times its share; with 16 partitions and 100 wanted, chance needs no more. */
    private static final int SHARES = 3;

    /** For lists of {@code whole} over so many partitions, at least 1. */
    static Depth over(int whole, int partitions) {
        int share = (whole + partitions - 1) / partitions;
        return new Depth(whole, Math.min(whole, SHARES * share + SHARES));
    }

    /**
     * The partitions that may have more of the best than they named.
     *
     * @param dense whether the list by meaning counts
     * @param keyword whether the list by words counts
     */
    Set<Integer> unsounded(Collection<CandidatesFound> found, boolean dense, boolean keyword) {
        var partitions = new TreeSet<Integer>();
        if (first == whole) return partitions;
        if (dense) add(found, Candidate::dense, Double.NEGATIVE_INFINITY, partitions);
        if (keyword) add(found, Candidate::keyword, 0, partitions);
        return partitions;
    }

    /**
     * @param none the score of what is not in this list, and any below
     */
    private void add(
            Collection<CandidatesFound> found,
            ToDoubleFunction<Candidate> score,
            double none,
            Set<Integer> partitions) {
        List<Candidate> all = new ArrayList<>();
        for (CandidatesFound one : found) all.addAll(one.candidates());
        double least = last(all, score, none, whole);
        for (CandidatesFound one : found) {
            double last = last(one.candidates(), score, none, first);
            if (last > none && last >= least) partitions.add(one.partition());
        }
    }

    /** The score of the last of the best few; {@code none} where there are fewer. */
    private static double last(
            List<Candidate> candidates, ToDoubleFunction<Candidate> score, double none, int few) {
        double[] ascending =
                candidates.stream().mapToDouble(score).filter(s -> s > none).sorted().toArray();
        return ascending.length < few ? none : ascending[ascending.length - few];
    }
}
