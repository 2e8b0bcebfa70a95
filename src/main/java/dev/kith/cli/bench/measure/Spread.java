package dev.kith.cli.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far figures lie apart.
 *
 * @param count how many figures, at least 1
 */
public record Spread(double least, double median, double most, int count) {

    /**
     * Of these figures.
     *
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static Spread of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) throw new IllegalArgumentException("no figures");
        if (!Arrays.stream(sorted).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("not all finite: " + figures);
        }
        return new Spread(
                sorted[0], quantile(sorted, 0.5), sorted[sorted.length - 1], sorted.length);
    }

    /**
     * Of {@code over} divided by {@code under}, turn by turn: both ran at nearly the same time, so
     * that what else the machine did cancels out.
     *
     * @throws IllegalArgumentException if they are not equally many
     */
    public static Spread ratios(List<Double> over, List<Double> under) {
        if (over.size() != under.size()) {
            throw new IllegalArgumentException(over.size() + " figures over " + under.size());
        }
        return of(
                IntStream.range(0, over.size()).mapToObj(i -> over.get(i) / under.get(i)).toList());
    }

    /**
     * The figure below which a share of all lies, between neighbours in proportion.
     *
     * @param sorted ascending, at least one
     * @param share 0 to 1
     */
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) throw new IllegalArgumentException("no figures");
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
