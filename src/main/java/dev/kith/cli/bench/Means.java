package dev.kith.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Arithmetic means. */
final class Means {
    private Means() {}

    /** The mean of a figure over all runs; not a number where one of them is none. */
    static <T> double of(List<T> runs, ToDoubleFunction<T> figure) {
        return runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
