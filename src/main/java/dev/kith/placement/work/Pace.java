package dev.kith.placement.work;

import dev.kith.model.Capability;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long work takes: as long as what its agent measured says, or as the median of the last pieces
 * that were asked for here, whichever is more. What an agent measures leaves out the line that a
 * piece waits in. Where all are busy all wait, and asking twice for everything would make that
 * worse; so the median counts too. Safe from any thread.
 */
final class Pace {
    /** Enough for a median that stands still, few enough to follow a change within seconds. */
    private static final int KEPT = 64;

    private final Map<Capability, Deque<Double>> seconds = new EnumMap<>(Capability.class);

    /**
     * A piece was brought.
     *
     * @param size in texts, or another unit that its trade's pieces share; more than 0
     */
    synchronized void took(Capability trade, double size, Duration time) {
        Deque<Double> last = seconds.computeIfAbsent(trade, _ -> new ArrayDeque<>());
        if (last.size() == KEPT) last.remove();
        last.add(time.toMillis() / 1e3 / size);
    }

    /**
     * How long a piece should take; empty where nothing is known of it.
     *
     * @param perSecond what the agent measured, in the same unit; 0 where it did not
     */
    Optional<Duration> expected(Capability trade, double size, double perSecond) {
        OptionalDouble median = median(trade);
        if (perSecond <= 0 && median.isEmpty()) return Optional.empty();
        double measured = perSecond > 0 ? 1 / perSecond : 0;
        double each = Math.max(measured, median.orElse(0));
        return Optional.of(Duration.ofMillis(Math.round(size * each * 1e3)));
    }

    private synchronized OptionalDouble median(Capability trade) {
        Deque<Double> last = seconds.get(trade);
        if (last == null) return OptionalDouble.empty();
        double[] sorted = last.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return OptionalDouble.of(sorted[sorted.length / 2]);
    }
}
